package org.nucleus.collector.http;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Where bodies are read: those with few events at once on their event loop, all others on a few
 * threads beside the event loops, so that no request holds up the others of its event loop. Refuses
 * those with more events than a request may have.
 */
final class Desk {
    /** What an event loop reads and appends in a few milliseconds. */
    private static final int EVENTS_AT_ONCE = 500;

    private static final int BYTES_AT_ONCE = 256 << 10;

    private final WorkerExecutor beside;
    private final int mostEvents;

    /**
     * @param threads beside the event loops
     * @param mostEvents of one request
     */
    Desk(Vertx vertx, int threads, int mostEvents) {
        this.beside = vertx.createSharedWorkerExecutor("collector-desk", threads);
        this.mostEvents = mostEvents;
    }

    /**
     * Has a body read, then goes on on the exchange's event loop, unless it was refused. To be
     * called on that event loop.
     *
     * @param bytes of the body
     * @param read makes of the body what is to be done with it; is given how many events it may
     *     find, and finds nothing where there are more. Must not touch the exchange, and may be
     *     called twice
     */
    <T> void read(Exchange exchange, int bytes, IntFunction<Optional<T>> read, Consumer<T> then) {
        if (bytes <= BYTES_AT_ONCE) {
            Optional<T> found = read.apply(Math.min(EVENTS_AT_ONCE, mostEvents));
            if (found.isPresent() || mostEvents <= EVENTS_AT_ONCE) {
                goOn(exchange, found, then);
                return;
            }
        }
        beside.executeBlocking(() -> read.apply(mostEvents), false)
                .onSuccess(found -> exchange.step(() -> goOn(exchange, found, then)))
                .onFailure(exchange::failed);
    }

    private <T> void goOn(Exchange exchange, Optional<T> found, Consumer<T> then) {
        if (found.isPresent()) {
            then.accept(found.get());
        } else {
            exchange.refuse(Problem.tooManyEvents(mostEvents));
        }
    }

    /** Appends so many events at once, or beside the event loop. */
    void append(Exchange exchange, int events, Runnable append) {
        if (events <= EVENTS_AT_ONCE) {
            append.run();
            return;
        }
        beside.executeBlocking(
                        () -> {
                            append.run();
                            return events;
                        },
                        false)
                .onFailure(exchange::failed);
    }
}

package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendListener;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.log.Positions;
import org.nucleus.collector.spool.Spool;
import org.nucleus.runtime.kafka.TraceContext;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Appends for a door, the trace of the request with every record, and answers for it where the
 * source may not send so much or the log does not take the records.
 */
final class Appends {
    private static final CharSequence TRACEPARENT =
            HttpHeaders.createOptimized(TraceContext.TRACEPARENT);
    private static final CharSequence TRACESTATE =
            HttpHeaders.createOptimized(TraceContext.TRACESTATE);

    private final EventLog log;
    private final Spool spool;
    private final Desk desk;

    /**
     * @param spool takes what the log does not, of senders that do not send again
     */
    Appends(EventLog log, Spool spool, Desk desk) {
        this.log = log;
        this.spool = spool;
        this.desk = desk;
    }

    /**
     * Appends, unless that is more than the source may, then answers on the exchange's event loop:
     * {@code stored} when all is on the log, or waits on disk for it where the sender does not send
     * again (at no position then); a problem otherwise. To be called on that event loop.
     */
    void append(
            Exchange exchange,
            List<ProducerRecord<byte[], byte[]>> records,
            BiConsumer<Exchange, Positions> stored) {
        if (records.isEmpty()) {
            stored.accept(exchange, Positions.NONE);
            return;
        }
        if (!exchange.mayAppend(records.size())) {
            return;
        }
        trace(exchange.request())
                .ifPresent(trace -> records.forEach(record -> trace.writeTo(record.headers())));
        Context eventLoop = Vertx.currentContext();
        List<ProducerRecord<byte[], byte[]>> spare = exchange.isOnce() ? records : List.of();
        AppendListener listener =
                outcome ->
                        eventLoop.runOnContext(
                                ignored ->
                                        exchange.step(
                                                () -> answer(exchange, spare, outcome, stored)));
        desk.append(exchange, records.size(), () -> log.append(records, listener));
    }

    /** Appends the items of a delivery and counts them, then answers. */
    void append(Exchange exchange, ItemRecords items, Consumer<Exchange> stored) {
        append(exchange, items.records(), counted(items, stored));
    }

    /**
     * Keeps a delivery on disk until its source is resumed, then answers: {@code stored}, or a
     * problem where there is no room.
     */
    void keep(Exchange exchange, ItemRecords items, Consumer<Exchange> stored) {
        keep(exchange, items.records(), counted(items, stored));
    }

    private static BiConsumer<Exchange, Positions> counted(
            ItemRecords items, Consumer<Exchange> stored) {
        return (done, positions) -> {
            done.sourceMeters().acceptedEvents().increment(items.good());
            done.sourceMeters().rejectedEvents().increment(items.bad());
            stored.accept(done);
        };
    }

    private static Optional<TraceContext> trace(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return headers.contains(TRACEPARENT)
                ? TraceContext.of(headers.getAll(TRACEPARENT), headers.getAll(TRACESTATE))
                : Optional.empty();
    }

    /**
     * @param spare what to keep where the log does not take it; nothing of a sender that sends
     *     again, so that it can be forgotten while it is on its way
     */
    private void answer(
            Exchange exchange,
            List<ProducerRecord<byte[], byte[]>> spare,
            AppendOutcome outcome,
            BiConsumer<Exchange, Positions> stored) {
        switch (outcome) {
            case AppendOutcome.Appended appended -> stored.accept(exchange, appended.positions());
            case AppendOutcome.TooLarge ignored -> exchange.refuse(Problem.recordTooLarge());
            case AppendOutcome.Unavailable ignored -> {
                if (spare.isEmpty()) {
                    exchange.refuse(Problem.logUnavailable());
                } else {
                    keep(exchange, spare, stored);
                }
            }
        }
    }

    private void keep(
            Exchange exchange,
            List<ProducerRecord<byte[], byte[]>> records,
            BiConsumer<Exchange, Positions> stored) {
        Vertx.currentContext()
                .executeBlocking(() -> spool.keep(records), false)
                .onSuccess(
                        kept ->
                                exchange.step(
                                        () -> {
                                            if (kept) {
                                                stored.accept(exchange, Positions.NONE);
                                            } else {
                                                exchange.refuse(Problem.logUnavailable());
                                            }
                                        }))
                .onFailure(exchange::failed);
    }
}

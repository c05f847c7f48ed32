package org.nucleus.collector.http;

import io.vertx.core.http.HttpConnection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop, looked over now and then: a request that its client is too
 * slow with is ended, and so is a connection that has none for too long. Costs a request no timer
 * of its own. Over HTTP/2 a connection has many requests at a time, each with its own time.
 */
final class Connections {
    /** More than a connection may have at a time, so that most of so many are over. */
    private static final int MANY = 2 * CollectorServer.MAX_STREAMS;

    private final long requestTimeoutNanos;
    private final long idleTimeoutNanos;
    private final Map<HttpConnection, Watch> watches = new IdentityHashMap<>();

    /** Requests whose connection is gone though the work on them is not over. */
    private final List<Exchange> orphans = new ArrayList<>();

    private static final class Watch {
        private final List<Exchange> exchanges = new ArrayList<>(1);
        private long latestNanos = System.nanoTime();
        private boolean used;

        private void begin(Exchange exchange) {
            if (!exchanges.isEmpty() && exchanges.getLast().isOver()) {
                exchanges.removeLast();
            } else if (exchanges.size() >= MANY) {
                exchanges.removeIf(Exchange::isOver);
            }
            exchanges.add(exchange);
            latestNanos = exchange.startNanos();
            used = true;
        }
    }

    Connections(HttpSettings settings) {
        requestTimeoutNanos = settings.requestTimeout().toNanos();
        idleTimeoutNanos = settings.idleTimeout().toNanos();
    }

    void opened(HttpConnection connection) {
        watches.put(connection, new Watch());
        connection.closeHandler(ignored -> closed(connection));
    }

    private void closed(HttpConnection connection) {
        Watch watch = watches.remove(connection);
        if (watch != null) {
            watch.exchanges.forEach(exchange -> exchange.step(exchange::abandoned));
            watch.exchanges.removeIf(Exchange::finished);
            orphans.addAll(watch.exchanges);
        }
    }

    /** Watches over a request that has just begun. */
    Exchange begin(Exchange exchange) {
        Watch watch = watches.get(exchange.request().connection());
        if (watch == null) {
            orphans.add(exchange);
        } else {
            watch.begin(exchange);
        }
        return exchange;
    }

    /** Ends what is overdue. */
    void sweep() {
        long now = System.nanoTime();
        List<Map.Entry<HttpConnection, Watch>> all = new ArrayList<>(watches.entrySet());
        for (Map.Entry<HttpConnection, Watch> entry : all) {
            sweep(entry.getKey(), entry.getValue(), now);
        }
        orphans.removeIf(Exchange::finished);
        sweep(orphans, now);
    }

    private void sweep(List<Exchange> exchanges, long now) {
        for (Exchange exchange : List.copyOf(exchanges)) {
            exchange.step(() -> exchange.sweep(now, requestTimeoutNanos));
        }
    }

    private void sweep(HttpConnection connection, Watch watch, long now) {
        watch.exchanges.removeIf(Exchange::isOver);
        sweep(watch.exchanges, now);
        long timeout = watch.used ? idleTimeoutNanos : requestTimeoutNanos;
        if (watch.exchanges.isEmpty() && now - watch.latestNanos > timeout) {
            connection.close();
        }
    }
}

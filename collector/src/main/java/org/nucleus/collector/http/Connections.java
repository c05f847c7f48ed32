package org.nucleus.collector.http;

import io.vertx.core.http.HttpConnection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connections of one event loop, looked over now and then: those whose client is too slow with
 * a request, or has none for too long, are closed. Costs a request no timer of its own.
 */
final class Connections {
    private final long requestTimeoutNanos;
    private final long idleTimeoutNanos;
    private final Map<HttpConnection, Watch> watches = new IdentityHashMap<>();

    private static final class Watch {
        private final long openedNanos = System.nanoTime();
        private Exchange latest;
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
        if (watch != null && watch.latest != null) {
            watch.latest.abandoned();
        }
    }

    /** Watches over a request that has just begun. */
    Exchange begin(Exchange exchange) {
        Watch watch = watches.get(exchange.request().connection());
        if (watch != null) {
            watch.latest = exchange;
        }
        return exchange;
    }

    /** Closes what is overdue. */
    void sweep() {
        long now = System.nanoTime();
        List<Map.Entry<HttpConnection, Watch>> all = new ArrayList<>(watches.entrySet());
        for (Map.Entry<HttpConnection, Watch> entry : all) {
            sweep(entry.getKey(), entry.getValue(), now);
        }
    }

    private void sweep(HttpConnection connection, Watch watch, long now) {
        Exchange latest = watch.latest;
        if (latest == null) {
            if (now - watch.openedNanos > requestTimeoutNanos) {
                connection.close();
            }
        } else if (!latest.arrived()) {
            if (now - latest.heardNanos() > requestTimeoutNanos) {
                end(connection, latest);
            }
        } else if (latest.finished() && now - latest.startNanos() > idleTimeoutNanos) {
            connection.close();
        }
    }

    private static void end(HttpConnection connection, Exchange late) {
        if (late.finished()) {
            connection.close();
        } else {
            late.refuseAndClose(Problem.tooSlow());
        }
    }
}

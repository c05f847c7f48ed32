package org.nucleus.collector.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in front of an S3 server: objects whose keys say {@code forbidden} it refuses, of those
 * that say {@code breaks} it sends a part and hangs up, and those that say {@code drips} come very
 * slowly from their middle on when they are asked for first.
 */
final class S3Proxy implements AutoCloseable {
    private static final int PART = 300_000;
    private static final int DRIPS = 100;
    private static final Duration DRIP = Duration.ofMillis(150);

    private final URI behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> ranges = new ConcurrentLinkedQueue<>();
    private final Set<String> dripped = ConcurrentHashMap.newKeySet();

    S3Proxy(URI behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked for of objects that break or drip, "" for all, in order. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.contains("forbidden")) {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
            return;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
        for (String name : List.of("Range", "If-Match")) {
            List<String> values = exchange.getRequestHeaders().get(name);
            if (values != null) {
                request.header(name, values.getFirst());
            }
        }
        try {
            HttpResponse<InputStream> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = answer.body().readAllBytes();
            for (String name :
                    List.of("ETag", "Content-Encoding", "Content-Type", "Last-Modified")) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            send(exchange, answer, body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void send(HttpExchange exchange, HttpResponse<?> answer, byte[] body)
            throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        String path = exchange.getRequestURI().getPath();
        boolean breaks = !head && path.contains("breaks");
        boolean drips = !head && path.contains("drips");
        if (head) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Length",
                            answer.headers().firstValue("Content-Length").orElse("0"));
        }
        if (breaks || drips) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
        }
        exchange.sendResponseHeaders(
                answer.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            if (drips && dripped.add(path)) {
                drip(out, body);
            } else {
                out.write(body, 0, breaks ? Math.min(PART, body.length) : body.length);
            }
            out.flush();
        }
        exchange.close();
    }

    private static void drip(OutputStream out, byte[] body) throws IOException {
        int at = body.length / 2;
        out.write(body, 0, at);
        while (at < body.length) {
            out.flush();
            LockSupport.parkNanos(DRIP.toNanos());
            int drop = Math.min(body.length / DRIPS + 1, body.length - at);
            out.write(body, at, drop);
            at += drop;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}

package org.nucleus.collector.pull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * Stands in front of an S3 server: objects whose keys say {@code forbidden} it refuses, and of
 * those that say {@code breaks} it sends a part and hangs up.
 */
final class S3Proxy implements AutoCloseable {
    private static final int PART = 300_000;

    private final URI behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> ranges = new ConcurrentLinkedQueue<>();

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

    /** What was asked for of objects that break, "" for all, in order. */
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
                        .method(
                                exchange.getRequestMethod(), HttpRequest.BodyPublishers.noBody());
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
            for (String name : List.of("ETag", "Content-Encoding", "Content-Type", "Last-Modified")) {
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
        boolean breaks = !head && exchange.getRequestURI().getPath().contains("breaks");
        if (head) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Length",
                            answer.headers().firstValue("Content-Length").orElse("0"));
        }
        if (breaks) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
        }
        exchange.sendResponseHeaders(
                answer.statusCode(), head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body, 0, breaks ? Math.min(PART, body.length) : body.length);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}

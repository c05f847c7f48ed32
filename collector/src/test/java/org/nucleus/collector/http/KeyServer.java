package org.nucleus.collector.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves the documents that signatures hang on, and tells what was asked. */
final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    KeyServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            asked.add(target);
            byte[] document = documents.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(document == null ? 503 : 200, 0);
            if (document != null) {
                exchange.getResponseBody().write(document);
            }
        }
    }

    void put(String path, String document) {
        put(path, document.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, byte[] document) {
        documents.put(path, document);
    }

    void remove(String path) {
        documents.remove(path);
    }

    List<String> asked() {
        return asked;
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

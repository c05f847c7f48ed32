package org.nucleus.node.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A school's web server: its pages, the agent's files, and a film of four seconds. */
final class PageServer implements AutoCloseable {
    /** Seconds. */
    static final int FILM = 4;

    private static final Path AGENT = Path.of("..", "agent", "src");
    private static final String AGENT_FOLDER = "/nucleus/";
    private static final int RATE = 8_000;

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static PageServer start() throws IOException {
        return new PageServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void page(String path, String html) {
        pages.put(path, html);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (pages.containsKey(path)) {
                send(exchange, "text/html", pages.get(path).getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith(AGENT_FOLDER)) {
                Path file = AGENT.resolve(path.substring(AGENT_FOLDER.length()));
                send(exchange, "text/javascript", Files.readAllBytes(file));
            } else if (path.startsWith("/media/")) {
                sendRange(exchange, film());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Browsers seek only where a server gives parts (RFC 9110, 14). */
    private static void sendRange(HttpExchange exchange, byte[] body) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from =
                range == null
                        ? 0
                        : Integer.parseInt(range.substring("bytes=".length(), range.indexOf('-')));
        exchange.getResponseHeaders().set("Content-Type", "audio/wav");
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(from, body.length - 1, body.length));
        exchange.sendResponseHeaders(range == null ? 200 : 206, body.length - from);
        exchange.getResponseBody().write(body, from, body.length - from);
    }

    /** RIFF WAVE, 8 bit, mono: a soft hum, and no picture. */
    private static byte[] film() {
        int samples = FILM * RATE;
        ByteBuffer wave = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wave.put(ascii("RIFF")).putInt(36 + samples).put(ascii("WAVEfmt ")).putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE);
        wave.putShort((short) 1).putShort((short) 8).put(ascii("data")).putInt(samples);
        for (int i = 0; i < samples; i++) {
            wave.put((byte) (128 + 8 * Math.sin(i * 0.1)));
        }
        return wave.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package org.nucleus.collector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends statements over one connection, one after the other, with as little work as can be. */
final class Agent implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final String head;
    private final Socket socket;
    private final InputStream in;

    /**
     * What came of one statement.
     *
     * @param nanos from the first byte sent to the last one received
     */
    record Sent(String id, int status, boolean retryAfter, long nanos) {}

    Agent(RunningCollector collector, String source) {
        head =
                "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n"
                        .formatted(collector.basic(source));
        try {
            socket = new Socket("127.0.0.1", collector.service().port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a new statement and waits for the answer. */
    Sent post() {
        String id = Samples.id();
        String body = Samples.statement(id);
        String request = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try {
            long start = System.nanoTime();
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            int status = Integer.parseInt(line().substring(9, 12));
            boolean retryAfter = false;
            int length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String field = line.toLowerCase(java.util.Locale.ROOT);
                retryAfter |= field.startsWith("retry-after:");
                if (field.startsWith("content-length:")) {
                    length = Integer.parseInt(field.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return new Sent(id, status, retryAfter, System.nanoTime() - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

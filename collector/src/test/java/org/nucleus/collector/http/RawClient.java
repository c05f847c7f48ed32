package org.nucleus.collector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks to the collector byte by byte, for requests no HTTP client would send. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;
    private final Socket socket;

    RawClient(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one request on a connection of its own and reads the answer's head. */
    static String exchange(int port, String request) {
        try (RawClient client = new RawClient(port)) {
            client.write(request);
            return client.readHead();
        }
    }

    void write(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to the blank line, or what came before the connection ended. */
    String readHead() {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            int next = in.read();
            while (next >= 0) {
                head.append((char) next);
                if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                    return head.toString();
                }
                next = in.read();
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is said until the connection ends, or until nothing more comes. */
    String readAll() {
        StringBuilder all = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            int next = in.read();
            while (next >= 0) {
                all.append((char) next);
                next = in.read();
            }
        } catch (IOException e) {
            all.append("\r\n(").append(e.getMessage()).append(')');
        }
        return all.toString();
    }

    byte[] read(int bytes) {
        try {
            return socket.getInputStream().readNBytes(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the other side hangs up, having read whatever it still says. */
    boolean isHungUp() {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
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

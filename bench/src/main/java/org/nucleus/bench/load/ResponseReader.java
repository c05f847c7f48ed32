package org.nucleus.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds the end of one HTTP/1.1 response, and its status, in the bytes of a connection. */
final class ResponseReader {
    private static final byte[] CONTENT_LENGTH =
            "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_CONTENT = 204;

    private int status;
    private int bodyLeft;
    private boolean inBody;

    /**
     * Takes what it can of {@code bytes}, from position to limit.
     *
     * @return whether a whole response ended; its {@link #status} is then known
     * @throws IllegalStateException where the response says neither its length nor 204
     */
    boolean take(ByteBuffer bytes) {
        if (!inBody && !takeHead(bytes)) {
            return false;
        }
        int taken = Math.min(bodyLeft, bytes.remaining());
        bytes.position(bytes.position() + taken);
        bodyLeft -= taken;
        inBody = bodyLeft > 0;
        return !inBody;
    }

    int status() {
        return status;
    }

    private boolean takeHead(ByteBuffer bytes) {
        int end = endOfHead(bytes);
        if (end < 0) {
            return false;
        }
        status = number(bytes, bytes.position() + "HTTP/1.1 ".length());
        bodyLeft = status == NO_CONTENT ? 0 : contentLength(bytes, end);
        bytes.position(end);
        inBody = true;
        return true;
    }

    private static int endOfHead(ByteBuffer bytes) {
        for (int i = bytes.position(); i + 3 < bytes.limit(); i++) {
            if (bytes.get(i) == '\r'
                    && bytes.get(i + 1) == '\n'
                    && bytes.get(i + 2) == '\r'
                    && bytes.get(i + 3) == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static int contentLength(ByteBuffer bytes, int end) {
        for (int i = bytes.position(); i + CONTENT_LENGTH.length < end; i++) {
            if (bytes.get(i) == '\n' && isContentLength(bytes, i + 1)) {
                int at = i + 1 + CONTENT_LENGTH.length;
                return number(bytes, bytes.get(at) == ' ' ? at + 1 : at);
            }
        }
        throw new IllegalStateException("a response without Content-Length");
    }

    private static boolean isContentLength(ByteBuffer bytes, int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (Character.toLowerCase(bytes.get(at + i)) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer bytes, int at) {
        int number = 0;
        for (int i = at; Character.isDigit(bytes.get(i)); i++) {
            number = number * 10 + bytes.get(i) - '0';
        }
        return number;
    }
}

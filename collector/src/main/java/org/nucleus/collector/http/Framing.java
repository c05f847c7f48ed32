package org.nucleus.collector.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

import java.util.List;

/** What the head of a request must be, so that all who read it see the same (RFC 9112). */
final class Framing {
    private static final String SYMBOLS = "!#$%&'*+-.^_`|~";

    /** Speaks a major version of HTTP that this server does not. */
    static final class UnknownVersion extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownVersion() {
            super("unknown major version");
        }
    }

    private Framing() {}

    /**
     * Whether there is one host (at most one of HTTP/1.0), and the body, if its end is told by a
     * coding, is {@code chunked} and nothing else (RFC 9112 3.2, 6.1).
     *
     * @param hosts how many {@code Host} fields there are
     * @param codings how many {@code Transfer-Encoding} fields there are
     * @param coding the value of one of these, or null
     */
    static boolean isSound(boolean http10, int hosts, int codings, String coding) {
        boolean oneHost = hosts == 1 || (http10 && hosts == 0);
        boolean plain = codings == 1 && !http10 && "chunked".equalsIgnoreCase(coding);
        return oneHost && (codings == 0 || plain);
    }

    /** The same of a request that another decoder than {@link FramingDecoder} has read. */
    static boolean isSound(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return true;
        }
        MultiMap headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return isSound(
                request.version() == HttpVersion.HTTP_1_0,
                headers.getAll(HttpHeaders.HOST).size(),
                codings.size(),
                codings.isEmpty() ? null : codings.getFirst());
    }

    /** Whether a method is a token (RFC 9110 5.6.2). */
    static boolean isToken(String method) {
        for (int i = 0; i < method.length(); i++) {
            char next = method.charAt(i);
            boolean letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
            boolean digit = next >= '0' && next <= '9';
            if (!letter && !digit && SYMBOLS.indexOf(next) < 0) {
                return false;
            }
        }
        return !method.isEmpty();
    }

    /** The problem that a request is answered with which could not be read. */
    static Problem problem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException ignored ->
                    malformed(414, "The first line has at most 4096 bytes.");
            case TooLongHttpHeaderException ignored ->
                    malformed(431, "All header fields together have at most 8192 bytes.");
            case UnknownVersion ignored ->
                    malformed(505, "Speak HTTP/1.1, or HTTP/2 where it is offered.");
            case null, default -> unsound();
        };
    }

    /** Of a request that is no HTTP, or could be read in two ways. */
    static Problem unsound() {
        return malformed(
                400, "Send one Host, a known length and no control characters (RFC 9112).");
    }

    private static Problem malformed(int status, String detail) {
        return new Problem(
                status, "malformed", "The request cannot be read as HTTP", detail, List.of());
    }
}

package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import java.util.Optional;

/**
 * What every request with events goes through before its {@link Door}: size, credential and head
 * are judged first, so that a body that cannot be accepted is not read.
 */
final class Entrance {
    private static final String CONTINUE = "100-continue";
    private static final String ENCODINGS = "gzip, identity";

    private final Gate gate;
    private final int mostBytes;

    Entrance(Gate gate, int mostBytes) {
        this.gate = gate;
        this.mostBytes = mostBytes;
    }

    void enter(Exchange exchange, Door door) {
        HttpServerRequest request = exchange.request();
        boolean gzip = isGzip(request);
        BodyReceiver receiver =
                new BodyReceiver(
                        exchange,
                        door.mostBytes(mostBytes),
                        declaredLength(request),
                        body -> arrived(exchange, door, gzip, body));
        receiver.listen();
        boolean waits = CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (waits) {
            exchange.closeOnRefusal();
        }
        if (admits(exchange, door) && waits) {
            request.response().writeContinue();
        }
    }

    private boolean admits(Exchange exchange, Door door) {
        HttpServerRequest request = exchange.request();
        if (!isQueryReadable(request)) {
            exchange.refuse(Problem.malformedQuery());
            return false;
        }
        int most = door.mostBytes(mostBytes);
        if (declaredLength(request) > most) {
            exchange.refuse(Problem.tooLarge(most));
            return false;
        }
        if (!door.credentialInBody(request)
                && !gate.admits(
                        exchange, door.format(), request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return false;
        }
        if (!isEncodingKnown(request)) {
            exchange.response().putHeader(HttpHeaders.ACCEPT_ENCODING, ENCODINGS);
            exchange.refuse(Problem.encoding(ENCODINGS));
            return false;
        }
        Optional<Problem> objection = door.objection(request);
        objection.ifPresent(exchange::refuse);
        return objection.isEmpty();
    }

    private void arrived(Exchange exchange, Door door, boolean gzip, byte[] body) {
        if (!gzip) {
            door.handle(exchange, body);
            return;
        }
        int most = door.mostBytes(mostBytes);
        switch (Gunzip.inflate(body, most)) {
            case Gunzip.Inflated inflated -> {
                if (exchange.hold(inflated.body().length)) {
                    door.handle(exchange, inflated.body());
                }
            }
            case Gunzip.TooLarge ignored -> exchange.refuse(Problem.tooLarge(most));
            case Gunzip.Broken ignored -> exchange.refuse(Problem.brokenEncoding());
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isQueryReadable(HttpServerRequest request) {
        try {
            return request.query() == null || request.params() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isGzip(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
    }

    private static boolean isEncodingKnown(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding == null || "identity".equalsIgnoreCase(encoding) || isGzip(request);
    }
}

package org.nucleus.collector.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Gathers one body, never more of it than allowed and within the in-flight bounds. What comes after
 * a refusal is thrown away for a while, so that the client gets to read its answer; a client that
 * goes on regardless is hung up on.
 */
final class BodyReceiver {
    private static final long DISCARD_AT_MOST = 16L << 20;
    private static final int CREDIBLE = 8;
    private static final int FIRST_BYTES = 16 * 1024;

    private final Exchange exchange;
    private final int mostBytes;
    private final long declared;
    private final Consumer<byte[]> whole;
    private Buffer first;
    private byte[] gathered;
    private int length;
    private long discarded;

    /**
     * @param declared how long the body says it is, 0 where it does not
     * @param whole gets the body, unless the request was answered before all of it was here
     */
    BodyReceiver(Exchange exchange, int mostBytes, long declared, Consumer<byte[]> whole) {
        this.exchange = exchange;
        this.mostBytes = mostBytes;
        this.declared = declared;
        this.whole = whole;
    }

    /** Throws away the body of a request that is answered without. */
    static void discardOf(Exchange exchange) {
        new BodyReceiver(exchange, 0, 0, ignored -> {}).listen();
    }

    /** To be called while the request's head is handled. */
    void listen() {
        HttpServerRequest request = exchange.request();
        request.handler(chunk -> exchange.step(() -> received(chunk)));
        request.endHandler(ignored -> exchange.step(this::ended));
        request.exceptionHandler(ignored -> exchange.abandoned());
    }

    private void received(Buffer chunk) {
        if (exchange.finished()) {
            discard(chunk.length());
        } else if (length + (long) chunk.length() > mostBytes) {
            exchange.refuse(Problem.tooLarge(mostBytes));
            forget();
        } else if (!exchange.hold(chunk.length())) {
            forget();
        } else {
            keep(chunk);
        }
    }

    private void keep(Buffer chunk) {
        if (length == 0) {
            first = chunk;
        } else {
            gather(chunk);
        }
        length += chunk.length();
    }

    private void gather(Buffer chunk) {
        if (gathered == null) {
            gathered = new byte[room(length + chunk.length())];
            first.getBytes(gathered, 0);
            first = null;
        } else if (length + chunk.length() > gathered.length) {
            gathered =
                    Arrays.copyOf(gathered, Math.max(length + chunk.length(), 2 * gathered.length));
        }
        chunk.getBytes(gathered, length);
    }

    /** The declared size, where what is here already makes it credible. */
    private int room(int needed) {
        boolean credible = declared >= needed && declared <= (long) CREDIBLE * needed;
        return credible ? (int) declared : Math.max(FIRST_BYTES, 2 * needed);
    }

    private void discard(int bytes) {
        forget();
        discarded += bytes;
        if (discarded > DISCARD_AT_MOST) {
            exchange.request().connection().close();
        }
    }

    private void forget() {
        first = null;
        gathered = null;
        length = 0;
    }

    private void ended() {
        exchange.hasArrived();
        if (!exchange.finished()) {
            whole.accept(body());
        }
    }

    private byte[] body() {
        if (gathered != null) {
            return gathered.length == length ? gathered : Arrays.copyOf(gathered, length);
        }
        return first == null ? new byte[0] : bytes(first);
    }

    /**
     * A chunk's bytes. Vert.x copies what arrives by HTTP/1.1 to an array of just that length, and
     * nobody else has it: such a body is not copied again.
     */
    private static byte[] bytes(Buffer chunk) {
        if (chunk instanceof BufferInternal held) {
            ByteBuf bytes = held.getByteBuf();
            if (bytes.hasArray() && bytes.array().length == bytes.readableBytes()) {
                return bytes.array();
            }
        }
        return chunk.getBytes();
    }
}

package org.nucleus.collector.http;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/**
 * Reads requests of HTTP/1.x as Vert.x does, and refuses those whose ends two readers could see in
 * different places (RFC 9112 11.2): nothing that follows such a request is taken for another.
 */
final class FramingDecoder extends VertxHttpRequestDecoder {
    /** Vert.x's name of the handler that this one takes the place of. */
    private static final String PLACE = "httpDecoder";

    private static final String OWN_VERSION = HttpVersion.HTTP_1_1.text();
    private static final AsciiString HOST = HttpHeaderNames.HOST;
    private static final AsciiString TRANSFER_ENCODING = HttpHeaderNames.TRANSFER_ENCODING;

    private int hosts;
    private int codings;

    FramingDecoder(HttpServerOptions options) {
        super(options);
    }

    /** Takes the place of Vert.x's own on a connection that has not said anything yet. */
    static void install(ChannelPipeline pipeline, HttpServerOptions options) {
        if (pipeline.get(PLACE) != null) {
            pipeline.replace(PLACE, PLACE, new FramingDecoder(options));
        }
    }

    /**
     * Begins a request.
     *
     * @param line method, target and version
     */
    @Override
    protected HttpMessage createMessage(String[] line) {
        hosts = 0;
        codings = 0;
        if (!Framing.isToken(line[0])) {
            throw new IllegalArgumentException("the method is no token");
        }
        line[2] = spoken(line[2]);
        return super.createMessage(line);
    }

    /** The version to speak where a client speaks this one (RFC 9110 2.5, 6.2). */
    private static String spoken(String version) {
        if (version.equals(OWN_VERSION) || version.equals(HttpVersion.HTTP_1_0.text())) {
            return version;
        }
        boolean wellFormed =
                version.length() == OWN_VERSION.length()
                        && version.startsWith("HTTP/")
                        && isDigit(version.charAt(5))
                        && version.charAt(6) == '.'
                        && isDigit(version.charAt(7));
        if (!wellFormed) {
            throw new IllegalArgumentException("no version of HTTP");
        }
        if (version.charAt(5) != '1') {
            throw new Framing.UnknownVersion();
        }
        return OWN_VERSION;
    }

    private static boolean isDigit(char text) {
        return text >= '0' && text <= '9';
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        if (length == HOST.length() && HOST.contentEqualsIgnoreCase(name)) {
            hosts++;
        } else if (length == TRANSFER_ENCODING.length()
                && TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
            codings++;
        }
        return name;
    }

    /** Called once a head is whole, before where its body ends is decided. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean http10 = message.protocolVersion().equals(HttpVersion.HTTP_1_0);
        String coding = codings == 0 ? null : message.headers().get(TRANSFER_ENCODING);
        if (!Framing.isSound(http10, hosts, codings, coding)) {
            throw new IllegalArgumentException("not one host, or another coding than chunked");
        }
        return super.isContentAlwaysEmpty(message);
    }

    /** The coding counts (RFC 9112 6.3); whoever sent both may not be the only one who reads. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        message.headers()
                .remove(HttpHeaderNames.CONTENT_LENGTH)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    /** Stands for what was no request, so that it can be answered. */
    @Override
    protected HttpMessage createInvalidMessage() {
        return new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, "/", HeadersMultiMap.httpHeaders());
    }
}

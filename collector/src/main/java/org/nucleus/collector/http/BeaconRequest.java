package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import org.nucleus.collector.xapi.XapiVersion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A page's request, read as a beacon. */
record BeaconRequest(HttpServerRequest request) {
    private static final String EVENT = "d";
    private static final String VERSION = "v";

    /** Whose page sends, as the browser tells it; images tell only the page they are on. */
    String origin() {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            return origin;
        }
        String page = request.getHeader(HttpHeaders.REFERER);
        int host = page == null ? -1 : page.indexOf("://");
        if (host < 0) {
            return "";
        }
        int path = page.indexOf('/', host + 3);
        return path < 0 ? page : page.substring(0, path);
    }

    /** Whether it wants an image, and has its event in the query. */
    boolean isImage() {
        return !request.method().equals(HttpMethod.POST);
    }

    /** Whether its media type is one that pages can send JSON as. */
    boolean isText() {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            return true;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("text/plain") || type.equals("application/json");
    }

    /** The version of xAPI it speaks, as told. */
    String version() {
        String header = request.getHeader(XapiVersion.HEADER);
        String asked = header == null ? request.getParam(VERSION) : header;
        return asked == null ? XapiVersion.V1_0_3.wire() : asked;
    }

    /** What the query's {@code d} is, in JSON or base64url of it; empty where it is neither. */
    Optional<byte[]> event() {
        String event = request.getParam(EVENT);
        if (event == null || event.isEmpty()) {
            return Optional.empty();
        }
        if (event.startsWith("{") || event.startsWith("[")) {
            return Optional.of(event.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(event));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.util.List;
import java.util.Set;

/**
 * Lets pages of listed origins send from a browser (Fetch Standard, CORS protocol). The credential
 * stays what admits a request; an origin that is not listed merely gets no header.
 */
final class Cors {
    private static final String ANY = "*";
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, Content-Encoding, If-Match, If-None-Match, Prefer,"
                    + " traceparent, tracestate, X-Experience-API-Version";
    private static final String EXPOSED_HEADERS =
            "X-Experience-API-Version, X-Experience-API-Consistent-Through, Retry-After";
    private static final String MAX_AGE_SECONDS = "3600";

    private final Set<String> origins;

    Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /**
     * Sets the headers of an answer to {@code request}: that it depends on the origin, and for a
     * listed one that its pages may read it.
     */
    void apply(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.VARY, ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && allows(origin)) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }

    /**
     * Sets the further headers of a preflight's answer.
     *
     * @param methods those of the address
     */
    void preflight(HttpServerRequest request, String methods) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        HttpServerResponse response = request.response();
        if (origin != null && allows(origin)) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        }
    }

    private boolean allows(String origin) {
        return origins.contains(origin) || origins.contains(ANY);
    }
}

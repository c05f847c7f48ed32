package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.nucleus.collector.xapi.XapiVersion;

/**
 * The headers that every answer below {@code /xapi} has, refusals too (xAPI 1.0.3 Communication
 * 2.1, 3.3); for one event loop.
 */
final class XapiGreeting {
    static final String STATEMENTS = "/xapi/statements";

    private static final String ROOT = "/xapi";
    private static final CharSequence VERSION = HttpHeaders.createOptimized(XapiVersion.HEADER);
    private static final CharSequence CONSISTENT_THROUGH =
            HttpHeaders.createOptimized("X-Experience-API-Consistent-Through");

    private final ClockText clock;

    XapiGreeting(ClockText clock) {
        this.clock = clock;
    }

    /**
     * Sets them.
     *
     * @param path plain
     */
    void greet(HttpServerRequest request, String path) {
        if (!PlainPath.isAt(path, ROOT)) {
            return;
        }
        String asked = request.getHeader(VERSION);
        XapiVersion version =
                asked != null && asked.startsWith("2.0") ? XapiVersion.V2_0_0 : XapiVersion.V1_0_3;
        request.response().putHeader(VERSION, version.wire());
        if (PlainPath.isAt(path, STATEMENTS)) {
            clock.now();
            request.response().putHeader(CONSISTENT_THROUGH, clock.text());
        }
    }
}

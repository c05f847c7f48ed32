package org.nucleus.collector.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

import org.nucleus.collector.caliper.CaliperConfiguration;
import org.nucleus.collector.caliper.CaliperVersion;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The two documents that tell agents what this collector understands. */
final class Resources {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final byte[] ABOUT =
            "{\"version\":[\"2.0.0\",\"1.0.3\"],\"extensions\":{}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final Gate gate;
    private final byte[] configuration;

    Resources(Gate gate, int requestMaxBytes) {
        this.gate = gate;
        this.configuration =
                new CaliperConfiguration(
                                List.of(CaliperVersion.values()), requestMaxBytes, Map.of())
                        .toJson();
    }

    /** {@code GET /xapi/about}, for everybody (xAPI 1.0.3 Communication 2.8). */
    void about(Exchange exchange) {
        BodyReceiver.discardOf(exchange);
        exchange.response().putHeader(XapiVersion.HEADER, XapiVersion.V2_0_0.wire());
        exchange.answer(200, JSON, Buffer.buffer(ABOUT));
    }

    /**
     * {@code GET /caliper}, for sensors with a credential (Caliper 1.2, endpoint configuration).
     */
    void caliperConfiguration(Exchange exchange) {
        BodyReceiver.discardOf(exchange);
        String authorization = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (gate.admits(exchange, Format.CALIPER, authorization)) {
            exchange.answer(200, JSON, Buffer.buffer(configuration));
        }
    }
}

package org.nucleus.collector.http;

import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.webhook.json.JsonCodec;
import org.nucleus.model.Format;

import java.util.Optional;

/** Which codec reads what the systems of a format push. */
final class WebhookCodecs {
    private static final WebhookCodec JSON = new JsonCodec();

    private WebhookCodecs() {}

    /** The codec of a format; empty where it has a way in of its own. */
    static Optional<WebhookCodec> of(Format format) {
        return switch (format) {
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON -> Optional.of(JSON);
            case XAPI, CALIPER, NUCLEUS -> Optional.empty();
        };
    }
}

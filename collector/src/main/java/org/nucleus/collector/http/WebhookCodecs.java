package org.nucleus.collector.http;

import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.webhook.bbb.BbbCodec;
import org.nucleus.collector.webhook.canvas.CanvasCodec;
import org.nucleus.collector.webhook.chime.ChimeCodec;
import org.nucleus.collector.webhook.classy.ClassyCodec;
import org.nucleus.collector.webhook.jaas.JaasCodec;
import org.nucleus.collector.webhook.jitsi.JitsiCodec;
import org.nucleus.collector.webhook.json.JsonCodec;
import org.nucleus.model.Source;

import java.util.Optional;

/**
 * Which codec reads what a source pushes, or what is pulled for it: by its format, and by whether
 * its policy keeps people's texts.
 */
public final class WebhookCodecs {
    private static final WebhookCodec CANVAS = new CanvasCodec(false);
    private static final WebhookCodec CANVAS_WITH_TEXTS = new CanvasCodec(true);
    private static final WebhookCodec CHIME = new ChimeCodec();
    private static final WebhookCodec BBB = new BbbCodec(false);
    private static final WebhookCodec BBB_WITH_TEXTS = new BbbCodec(true);
    private static final WebhookCodec JITSI = new JitsiCodec();
    private static final WebhookCodec JAAS = new JaasCodec(false);
    private static final WebhookCodec JAAS_WITH_TEXTS = new JaasCodec(true);
    private static final WebhookCodec CLASSY = new ClassyCodec();
    private static final WebhookCodec JSON = new JsonCodec();

    private WebhookCodecs() {}

    /** The codec of a source's format; empty where that has a way in of its own. */
    public static Optional<WebhookCodec> of(Source source) {
        boolean texts = source.policy().text();
        return switch (source.format()) {
            case CANVAS -> Optional.of(texts ? CANVAS_WITH_TEXTS : CANVAS);
            case CHIME -> Optional.of(CHIME);
            case BBB -> Optional.of(texts ? BBB_WITH_TEXTS : BBB);
            case JITSI -> Optional.of(JITSI);
            case JAAS -> Optional.of(texts ? JAAS_WITH_TEXTS : JAAS);
            case CLASSY -> Optional.of(CLASSY);
            case JSON -> Optional.of(JSON);
            case XAPI, CALIPER, NUCLEUS -> Optional.empty();
        };
    }
}

package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Violation;

import java.util.List;

/**
 * Reads Canvas live events: the raw format ({@code metadata} and {@code body}; {@code attributes}
 * and {@code body} on a stream) and Canvas' Caliper envelopes. Nothing is refused: Canvas drops
 * what is answered 4xx, so what is not understood becomes a bad item.
 */
public final class CanvasCodec implements WebhookCodec {
    private static final Violation NO_OBJECT =
            new Violation("", "canvas.envelope", "The body must be one JSON object.");

    private final CanvasRedaction redaction;

    /**
     * @param keepsTexts whether the texts of submissions and of comments on them are kept, and not
     *     only their length and SHA-256
     */
    public CanvasCodec(boolean keepsTexts) {
        this.redaction = new CanvasRedaction(keepsTexts);
    }

    /**
     * One item for a raw event, one for each event of an envelope, one bad item for everything
     * else. Of bytes that are no JSON object only length and digest are kept, because secrets
     * cannot be told from the rest there.
     */
    @Override
    public Reading read(Delivery delivery) {
        Slice body = Slice.of(delivery.body());
        return new Reading.Taken(
                switch (EventJson.parse(body)) {
                    case EventJson.Parsed.Value value when value.node().isObject() ->
                            items((ObjectNode) value.node(), delivery.source());
                    case EventJson.Parsed.Value ignored ->
                            List.of(EventJson.unreadable(NO_OBJECT, body));
                    case EventJson.Parsed.Broken broken ->
                            List.of(EventJson.unreadable(broken.violation(), body));
                });
    }

    private List<Item> items(ObjectNode document, String source) {
        for (String metadata : RawEvent.METADATA) {
            if (document.path(metadata).isObject()) {
                return List.of(new RawEvent(document, metadata, source, redaction).item());
            }
        }
        return document.path("data").isArray()
                ? new CaliperEnvelope(source, redaction).items(document)
                : List.of(
                        CanvasRedaction.bad(
                                document,
                                List.of(
                                        new Violation(
                                                "",
                                                "canvas.envelope",
                                                "The body must have metadata or data."))));
    }
}

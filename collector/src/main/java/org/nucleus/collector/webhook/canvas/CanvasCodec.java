package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.Unwrapping;
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
     * else, whatever they are wrapped in (see {@link Unwrapping}).
     */
    @Override
    public Reading read(Delivery delivery) {
        return new Reading.Taken(
                new Unwrapping(NO_OBJECT, event -> items(event, delivery.source()))
                        .items(Slice.of(delivery.body())));
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

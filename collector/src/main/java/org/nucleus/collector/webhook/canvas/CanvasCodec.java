package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.Optional;

/**
 * Reads Canvas live events: the raw format ({@code metadata} and {@code body}; {@code attributes}
 * and {@code body} on a stream) and Canvas' Caliper envelopes. Nothing is refused: Canvas drops
 * what is answered 4xx, so what is not understood becomes a bad item.
 */
public final class CanvasCodec implements WebhookCodec {
    /**
     * One item for a raw event, one for each event of an envelope, one bad item for everything
     * else. Of bytes that are no JSON object only length and digest are kept, because secrets
     * cannot be told from the rest there.
     */
    @Override
    public Reading read(Delivery delivery) {
        Optional<Utf8.Fault> fault = Utf8.fault(Slice.of(delivery.body()));
        if (fault.isPresent()) {
            return unreadable(
                    delivery,
                    new Violation(
                            "", fault.get().rule(), "The body " + fault.get().message() + "."));
        }
        Optional<JsonNode> document = CanvasJson.parse(delivery.body());
        if (document.isEmpty() || !document.get().isObject()) {
            return unreadable(
                    delivery,
                    new Violation("", "json.syntax", "The body must be one JSON object."));
        }
        return new Reading.Taken(items((ObjectNode) document.get(), delivery.source()));
    }

    private static List<Item> items(ObjectNode document, String source) {
        for (String metadata : RawEvent.METADATA) {
            if (document.path(metadata).isObject()) {
                return List.of(new RawEvent(document, metadata, source).item());
            }
        }
        return document.path("data").isArray()
                ? CaliperEnvelope.items(document, source)
                : List.of(
                        CanvasJson.bad(
                                document,
                                List.of(
                                        new Violation(
                                                "",
                                                "canvas.envelope",
                                                "The body must have metadata or data."))));
    }

    private static Reading unreadable(Delivery delivery, Violation violation) {
        return new Reading.Taken(
                List.of(
                        new Item.Bad(
                                List.of(violation),
                                CanvasJson.write(CanvasRedaction.digest(delivery.body())))));
    }
}

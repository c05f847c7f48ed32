package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.Item;
import org.nucleus.model.CanvasAccount;
import org.nucleus.model.CanvasPeople;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/** One event of the raw format. */
final class RawEvent {
    /** What the member around the body is called: of requests and queues, and of streams. */
    static final List<String> METADATA = List.of("metadata", "attributes");

    private static final String FORMAT_VERSION = "raw";
    private static final String NAME = "event_name";
    private static final String BODY = "body";
    private static final String SEPARATOR = "|";

    private final ObjectNode event;
    private final String around;
    private final JsonNode metadata;
    private final JsonNode body;
    private final String source;
    private final CanvasRedaction redaction;

    /**
     * @param around which of {@link #METADATA} the event has
     */
    RawEvent(ObjectNode event, String around, String source, CanvasRedaction redaction) {
        this.event = event;
        this.around = around;
        this.metadata = event.path(around);
        this.body = event.path(BODY).isNull() ? MissingNode.getInstance() : event.path(BODY);
        this.source = source;
        this.redaction = redaction;
    }

    Item item() {
        List<Violation> violations = violations();
        if (!violations.isEmpty()) {
            return bad(violations);
        }
        String name = name();
        String id = EventId.of(source, dedupeKey(name)).toString();
        String actor =
                CanvasPeople.of(name, metadata, body, CanvasAccount.of(metadata, source)).actor();
        if (CanvasRedaction.isText(name)) {
            redaction.text(body);
        }
        return new Item.Good(id, actor, FORMAT_VERSION, CanvasRedaction.payload(event));
    }

    /** Of an event without name it is not known whether it holds what somebody wrote. */
    private Item bad(List<Violation> violations) {
        if (name().isEmpty() || CanvasRedaction.isText(name())) {
            redaction.text(body.isObject() ? body : event);
        }
        return CanvasRedaction.bad(event, violations);
    }

    private String name() {
        JsonNode name = metadata.path(NAME);
        return name.isTextual() ? name.textValue() : "";
    }

    private List<Violation> violations() {
        List<Violation> violations = new ArrayList<>(0);
        if (name().isEmpty()) {
            violations.add(
                    new Violation(
                            "/" + around + "/" + NAME, "canvas.event", "The event has no name."));
        }
        if (!body.isObject() && !body.isMissingNode()) {
            violations.add(new Violation("/" + BODY, "canvas.body", "The body must be an object."));
        }
        return violations;
    }

    /**
     * Canvas gives no id. One request causes several events, so its id alone does not do; where
     * there is none, all that is said around the event takes its place.
     */
    private String dedupeKey(String name) {
        return cause()
                + SEPARATOR
                + name
                + SEPARATOR
                + CanonicalContent.sha256(body)
                + SEPARATOR
                + metadata.path("event_time").asText();
    }

    private String cause() {
        for (String id : List.of("request_id", "job_id")) {
            String text = metadata.path(id).asText();
            if (!text.isEmpty() && !metadata.path(id).isNull()) {
                return text;
            }
        }
        return CanonicalContent.sha256(metadata);
    }
}

package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.ActorId;
import org.nucleus.model.EventId;
import org.nucleus.model.UuidText;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * Canvas' Caliper envelopes. They break the schema of Caliper 1.1 (an {@code object} of type {@code
 * Entity}, a {@code scoredBy} that is bare text), so only what an event cannot do without is asked
 * for.
 */
final class CaliperEnvelope {
    private static final String FORMAT_VERSION = "caliper";
    private static final String BLANK = "_:";
    private static final String RULE = "caliper.";
    private static final int LONGEST_ID = 200;

    private final String source;
    private final CanvasRedaction redaction;

    CaliperEnvelope(String source, CanvasRedaction redaction) {
        this.source = source;
        this.redaction = redaction;
    }

    /** One item an event, in the order sent. */
    List<Item> items(ObjectNode envelope) {
        ArrayNode data = (ArrayNode) envelope.get("data");
        if (data.isEmpty()) {
            return List.of(
                    CanvasRedaction.bad(
                            envelope,
                            List.of(
                                    new Violation(
                                            "/data",
                                            "caliper.envelope.empty",
                                            "The envelope holds no event."))));
        }
        List<Item> items = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            items.add(item(data.get(i), "/data/" + i));
        }
        return items;
    }

    private Item item(JsonNode event, String pointer) {
        if (!event.isObject()) {
            return EventJson.unreadable(
                    new Violation(pointer, "caliper.item", "The item must be an object."),
                    Slice.of(EventJson.bytes(event)));
        }
        ObjectNode object = (ObjectNode) event;
        List<Violation> violations = violations(object, pointer);
        String eventId = id(object);
        String actor = entity(object.path("actor"));
        written(object.path("object"));
        written(object.path("generated").path("attempt"));
        if (!violations.isEmpty()) {
            return CanvasRedaction.bad(object, violations);
        }
        String subject = actor.startsWith(BLANK) ? ActorId.anonymous(eventId) : actor;
        return new Item.Good(eventId, subject, FORMAT_VERSION, CanvasRedaction.payload(object));
    }

    private static List<Violation> violations(ObjectNode event, String pointer) {
        List<Violation> violations = new ArrayList<>(0);
        String type = event.path("type").asText();
        if (!type.endsWith("Event") || !event.path("type").isTextual()) {
            violations.add(missing(pointer, "type"));
        }
        for (String name : List.of("actor", "object")) {
            if (entity(event.path(name)) == null) {
                violations.add(missing(pointer, name));
            }
        }
        if (!event.path("action").isTextual()) {
            violations.add(missing(pointer, "action"));
        }
        return violations;
    }

    private static Violation missing(String pointer, String name) {
        return new Violation(
                pointer + "/" + name, RULE + name, "The event has no " + name + " to read.");
    }

    private String id(ObjectNode event) {
        String id = event.path("id").textValue();
        return id == null || id.isEmpty() || id.length() > LONGEST_ID
                ? EventId.of(source, "caliper|" + CanonicalContent.sha256(event)).toString()
                : UuidText.folded(id);
    }

    /** IRI of an entity, which may stand alone; null where there is none. */
    private static String entity(JsonNode entity) {
        String id = entity.isTextual() ? entity.textValue() : entity.path("id").textValue();
        return id == null || id.isEmpty() ? null : UuidText.folded(id);
    }

    /** The text of a submission, in the attempt itself or in Canvas' extension of it. */
    private void written(JsonNode attempt) {
        if ("Attempt".equals(attempt.path("type").textValue())) {
            redaction.text(attempt);
            redaction.text(attempt.path("extensions").path("com.instructure.canvas"));
        }
    }
}

package org.nucleus.collector.webhook.classy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.OneObject;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.AddressName;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The adapter's envelope of one event of a Classy session, see {@code
 * docs/reference/classy-adapter.md}. What a browser's socket carries – a session's id, a message –
 * has no actor, time or id, so it is refused with every member that it lacks.
 *
 * <p>Positions of avatars are taken and forgotten: many a second, and nobody learns from them.
 */
public final class ClassyCodec implements WebhookCodec {
    /** Version of the contract. */
    static final String FORMAT_VERSION = "adapter-1";

    private static final String EVENT_ID = "eventId";
    private static final String EVENT = "event";
    private static final String SESSION = "sessionId";
    private static final String ACTOR = "actor";
    private static final List<String> TEXTS = List.of(EVENT_ID, EVENT, "timestamp", SESSION);
    private static final int BAD_REQUEST = 400;
    private static final ClassyRedaction REDACTION = new ClassyRedaction();

    @Override
    public Reading read(Delivery delivery) {
        return OneObject.read(delivery, event -> read(event, delivery.source()));
    }

    private static Reading read(ObjectNode event, String source) {
        if (isPosition(event)) {
            return new Reading.Taken(List.of());
        }
        List<Violation> missing = missing(event);
        return missing.isEmpty()
                ? new Reading.Taken(List.of(item(event, source)))
                : new Reading.Refused(BAD_REQUEST, missing);
    }

    private static List<Violation> missing(ObjectNode event) {
        List<Violation> violations = new ArrayList<>();
        for (String member : TEXTS) {
            if (!event.hasNonNull(member)) {
                violations.add(violation(member, "is required"));
            }
        }
        if (!event.hasNonNull(ACTOR)) {
            violations.add(violation(ACTOR, "is required"));
        }
        return violations;
    }

    private static boolean isPosition(ObjectNode event) {
        String name = EventJson.text(event, EVENT);
        if (name == null) {
            return false;
        }
        String folded = AddressName.folded(name);
        return folded.startsWith("avatarmove")
                || (folded.contains("avatar") && folded.contains("position"));
    }

    private static Item item(ObjectNode event, String source) {
        List<Violation> violations = malformed(event);
        CommonRedaction.apply(event);
        REDACTION.apply(event);
        byte[] payload = EventJson.bytes(event);
        if (!violations.isEmpty()) {
            return new Item.Bad(violations, payload);
        }
        String id = EventJson.text(event, EVENT_ID).toUpperCase(Locale.ROOT);
        return new Item.Good(
                EventId.of(source, id).toString(),
                EventJson.text(event, SESSION),
                FORMAT_VERSION,
                payload);
    }

    private static List<Violation> malformed(ObjectNode event) {
        List<Violation> violations = new ArrayList<>();
        for (String member : TEXTS) {
            if (EventJson.text(event, member) == null) {
                violations.add(violation(member, "must be a text that is not empty"));
            }
        }
        if (!event.path(ACTOR).isObject()) {
            violations.add(violation(ACTOR, "must be an object"));
        }
        JsonNode data = event.path("data");
        if (!data.isMissingNode() && !data.isNull() && !data.isObject()) {
            violations.add(violation("data", "must be an object"));
        }
        return violations;
    }

    private static Violation violation(String member, String rule) {
        return new Violation("/" + member, "classy." + member, member + " " + rule);
    }
}

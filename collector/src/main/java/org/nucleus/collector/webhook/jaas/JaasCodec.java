package org.nucleus.collector.webhook.jaas;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.OneObject;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.List;

/**
 * The webhooks of Jitsi as a Service: one envelope a delivery. Its {@code idempotencyKey} is one
 * event's only together with the {@code eventType}; the subject is the meeting, {@code sessionId}.
 *
 * <p>{@code SETTINGS_PROVISIONING} asks how to set up a room and wants an answer that this node
 * does not have: it is refused, so that nobody subscribes to it.
 */
public final class JaasCodec implements WebhookCodec {
    /** The one shape there is. */
    static final String FORMAT_VERSION = "webhook";

    private static final String EVENT_TYPE = "eventType";
    private static final String PROVISIONING = "SETTINGS_PROVISIONING";
    private static final int BAD_REQUEST = 400;
    private static final List<String> SUBJECTS = List.of("sessionId", "fqn", "appId", "customerId");
    private static final Violation NO_PROVISIONING =
            violation("This node sets up no rooms; do not subscribe it to " + PROVISIONING + ".");

    private final JaasRedaction redaction;

    /**
     * @param keepsTexts whether what people wrote or said is kept, and not only its length and
     *     SHA-256
     */
    public JaasCodec(boolean keepsTexts) {
        this.redaction = new JaasRedaction(keepsTexts);
    }

    @Override
    public Reading read(Delivery delivery) {
        return OneObject.read(delivery, event -> read(event, delivery));
    }

    private Reading read(ObjectNode event, Delivery delivery) {
        String type = EventJson.text(event, EVENT_TYPE);
        return PROVISIONING.equals(type)
                ? new Reading.Refused(BAD_REQUEST, List.of(NO_PROVISIONING))
                : new Reading.Taken(List.of(item(type, event, delivery)));
    }

    private Item item(String type, ObjectNode event, Delivery delivery) {
        CommonRedaction.apply(event);
        redaction.apply(event);
        byte[] payload = EventJson.bytes(event);
        if (type == null) {
            return new Item.Bad(List.of(violation("The event does not say its type.")), payload);
        }
        String key = EventJson.text(event, "idempotencyKey");
        String dedupeKey =
                (key == null ? EventJson.sha256(Slice.of(delivery.body())) : key) + "|" + type;
        return new Item.Good(
                EventId.of(delivery.source(), dedupeKey).toString(),
                subject(event, delivery.source()),
                FORMAT_VERSION,
                payload);
    }

    private static String subject(ObjectNode event, String source) {
        for (String member : SUBJECTS) {
            String subject = EventJson.text(event, member);
            if (subject != null) {
                return subject;
            }
        }
        return source;
    }

    private static Violation violation(String message) {
        return new Violation("/" + EVENT_TYPE, "jaas." + EVENT_TYPE, message);
    }
}

package org.nucleus.collector.webhook.chime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * One event, in its EventBridge envelope or without. The id of a meeting's event is made of
 * meeting, attendee, type and time, and neither of the source nor of the envelope's {@code id}: one
 * event may come through several sources of a tenant, and only some of them give that id.
 */
final class ChimeEvent {
    static final String ENVELOPE = "eventbridge";
    static final String DETAIL = "detail";

    private static final String SCOPE = "chime";
    private static final String EVENT_TYPE = "eventType";
    private static final String DETAIL_TYPE = "detail-type";
    private static final String OF_A_MEETING = "Chime Meeting State Change";

    private ChimeEvent() {}

    /** The envelope, or its detail, as an item; changes it. */
    static Item item(ObjectNode envelope, String source) {
        boolean cut = isDetail(envelope);
        JsonNode detail = cut ? envelope : envelope.path(DETAIL);
        List<Violation> violations = violations(envelope, detail);
        String dedupeKey = violations.isEmpty() ? dedupeKey(envelope, detail) : null;
        String meeting = EventJson.text(detail, "meetingId");
        Mailboxes.hide(envelope);
        CommonRedaction.apply(envelope);
        byte[] payload = EventJson.bytes(envelope);
        if (dedupeKey == null) {
            return new Item.Bad(violations, payload);
        }
        return new Item.Good(
                EventId.of(SCOPE, dedupeKey).toString(),
                meeting == null ? source : meeting,
                cut ? DETAIL : ENVELOPE,
                payload);
    }

    /** A rule may pass on nothing but the detail, {@code InputPath $.detail}. */
    private static boolean isDetail(JsonNode event) {
        return !event.has(DETAIL)
                && !event.has(DETAIL_TYPE)
                && EventJson.text(event, EVENT_TYPE) != null;
    }

    private static List<Violation> violations(JsonNode envelope, JsonNode detail) {
        List<Violation> violations = new ArrayList<>(0);
        String detailType = EventJson.text(envelope, DETAIL_TYPE);
        if (OF_A_MEETING.equals(detailType)) {
            for (String member : List.of(EVENT_TYPE, "meetingId", "timestamp")) {
                if (EventJson.text(detail, member) == null) {
                    violations.add(missing("/detail/" + member));
                }
            }
        } else if (detailType == null && EventJson.text(detail, EVENT_TYPE) == null) {
            violations.add(missing("/" + DETAIL_TYPE));
        }
        return violations;
    }

    private static Violation missing(String pointer) {
        return new Violation(pointer, "chime.required", "This member is required.");
    }

    private static String dedupeKey(JsonNode envelope, JsonNode detail) {
        String meeting = EventJson.text(detail, "meetingId");
        String type = EventJson.text(detail, EVENT_TYPE);
        String time = EventJson.text(detail, "timestamp");
        if (meeting != null && type != null && time != null) {
            String attendee = EventJson.text(detail, "attendeeId");
            return meeting + "|" + (attendee == null ? "" : attendee) + "|" + type + "|" + time;
        }
        String id = EventJson.text(envelope, "id");
        return id == null
                ? "sha256|" + EventJson.sha256(Slice.of(EventJson.bytes(envelope)))
                : "id|" + id;
    }
}

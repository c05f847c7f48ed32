package org.nucleus.collector.webhook.jitsi;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.Optional;

/**
 * Prosody's {@code event_sync}: one event a delivery, named by its {@code event_name} or, where
 * that is missing, by the path it was posted to.
 *
 * <p>The subject is the {@code room_jid}, breakout rooms included: an event of an occupant does not
 * say which instance of a room it belongs to, so only what every event carries can keep them all in
 * order.
 */
public final class JitsiCodec implements WebhookCodec {
    /** The one shape there is. */
    static final String FORMAT_VERSION = "event_sync";

    private static final String EVENT_NAME = "event_name";
    private static final String ROOM = "room_jid";
    private static final Map<String, String> NAMES_BY_PATH =
            Map.of(
                    "/events/room/created", "muc-room-created",
                    "/events/room/destroyed", "muc-room-destroyed",
                    "/events/occupant/joined", "muc-occupant-joined",
                    "/events/occupant/left", "muc-occupant-left");
    private static final Map<String, String> TIMES =
            Map.of(
                    "muc-room-created", "created_at",
                    "muc-room-destroyed", "destroyed_at",
                    "muc-occupant-joined", "joined_at",
                    "muc-occupant-left", "left_at");
    private static final JitsiRedaction REDACTION = new JitsiRedaction();

    @Override
    public Reading read(Delivery delivery) {
        return OneObject.read(delivery, event -> new Reading.Taken(List.of(item(event, delivery))));
    }

    private static Item item(ObjectNode event, Delivery delivery) {
        CommonRedaction.apply(event);
        REDACTION.apply(event);
        String type = type(event, delivery.path());
        if (type == null) {
            return bad(event, EVENT_NAME, "The event has no name and its path gives none.");
        }
        String room = EventJson.text(event, ROOM);
        if (room == null && TIMES.containsKey(type)) {
            return bad(event, ROOM, "The event does not say in which room.");
        }
        event.put(EVENT_NAME, type);
        return new Item.Good(
                EventId.of(delivery.source(), dedupeKey(type, event, delivery.body())).toString(),
                room == null ? delivery.source() : room,
                FORMAT_VERSION,
                EventJson.bytes(event));
    }

    private static String type(ObjectNode event, String path) {
        String name = EventJson.text(event, EVENT_NAME);
        if (name != null) {
            return name;
        }
        String tail = path.startsWith("//") ? path.substring(1) : path;
        return NAMES_BY_PATH.get(tail.endsWith("/") ? tail.substring(0, tail.length() - 1) : tail);
    }

    /** Without its time an event is told from others by its bytes alone. */
    private static String dedupeKey(String type, ObjectNode event, byte[] body) {
        JsonNode occupant = event.path("occupant");
        return String.join(
                "|",
                type,
                orEmpty(EventJson.text(event, ROOM)),
                orEmpty(EventJson.text(event, "breakout_room_id")),
                orEmpty(EventJson.text(occupant, "occupant_jid")),
                time(type, event, occupant).orElseGet(() -> EventJson.sha256(Slice.of(body))));
    }

    private static Optional<String> time(String type, ObjectNode event, JsonNode occupant) {
        return Optional.ofNullable(TIMES.get(type))
                .map(
                        member ->
                                event.has(member)
                                        ? EventJson.text(event, member)
                                        : EventJson.text(occupant, member));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Item bad(ObjectNode event, String member, String message) {
        return new Item.Bad(
                List.of(new Violation("/" + member, "jitsi." + member, message)),
                EventJson.bytes(event));
    }
}

package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.RoomExtension;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One event of Prosody's {@code event_sync}, mapped to the one event.
 *
 * <p>Names of rooms are used again, and one event alone cannot say which instance of its room it
 * belongs to: meeting and object are the room in all of them, until {@link JitsiRoom} assigns them.
 */
final class JitsiEvent {
    private static final String ROOM = "room_jid";
    private static final String OCCUPANT = "occupant";
    private static final String JID = "occupant_jid";
    private static final ContentHash CONTENT = new ContentHash(Set.of());
    private static final List<String> KEPT =
            List.of(
                    "active_occupants_count",
                    "all_occupants",
                    "breakout_room_id",
                    "created_at",
                    "joined_at",
                    "total_dominant_speaker_time");

    /** What an {@code event_name} means, and which member says when it happened. */
    private record Row(String verb, String time) {}

    private static final Map<String, Row> TABLE =
            Map.of(
                    "muc-room-created", new Row(Iris.ADL + "initialized", "created_at"),
                    "muc-room-destroyed", new Row(Iris.ADL + "terminated", "destroyed_at"),
                    "muc-occupant-joined", new Row(Iris.ACTIVITY_STREAMS + "join", "joined_at"),
                    "muc-occupant-left", new Row(Iris.ACTIVITY_STREAMS + "leave", "left_at"));

    private final JsonNode event;
    private final JsonNode occupant;
    private final EventDraft draft;
    private final String meeting;

    JitsiEvent(JsonNode event, EventDraft draft) {
        this.event = event;
        this.occupant = event.path(OCCUPANT);
        this.draft = draft;
        String room = Json.id(event, ROOM);
        this.meeting = room == null ? draft.subject() : room;
    }

    Outcome normalise() {
        String type = Json.id(event, "event_name");
        if (type == null) {
            draft.violation("/event_name", "jitsi.event_name", "The event has no name.");
            return draft.outcome("", 0);
        }
        Row row = TABLE.get(type);
        if (row == null) {
            draft.unmapped(type);
        } else {
            time(row.time());
            draft.actor = type.startsWith("muc-room") ? draft.platform() : occupant();
            draft.verb = new Verb(row.verb(), type);
            draft.object = new EventObject(room(), Iris.MEETING, Json.text(event, "room_name"));
        }
        if (Json.id(event, ROOM) != null) {
            context();
            if (row != null) {
                instances();
            }
        }
        extensions();
        return draft.outcome(type, CONTENT.of(event, Set.of()));
    }

    private void time(String member) {
        if (event.has(member)) {
            draft.eventTime(event.get(member), "/" + member);
        } else {
            draft.eventTime(occupant.path(member), "/" + OCCUPANT + "/" + member);
        }
    }

    /** Whoever logged in is known on this server; a jid is random, one a connection. */
    private Actor occupant() {
        String id = Json.id(occupant, "id");
        id = id == null ? Json.id(occupant, "email") : id;
        String jid = Json.id(occupant, JID);
        return new Actor(
                id == null
                        ? ActorId.anonymous(jid == null ? draft.eventId() : meeting + "|" + jid)
                        : ActorId.account("urn:nucleus:jitsi:" + server(), id),
                "Person",
                Json.text(occupant, "name"));
    }

    private String server() {
        return meeting.substring(meeting.indexOf('@') + 1);
    }

    /** In a breakout room {@code room_jid} is still the main room. */
    private String room() {
        String breakout = Json.id(event, "breakout_room_id");
        return breakout == null ? meeting : meeting + "/" + breakout;
    }

    private void context() {
        draft.context =
                new Context(
                        null,
                        Json.id(occupant, JID),
                        null,
                        meeting,
                        server(),
                        null,
                        room().equals(meeting) ? List.of() : List.of(meeting),
                        null,
                        null,
                        null,
                        null);
    }

    /** What is known here of the room's instances; see {@link JitsiRoom}. */
    private void instances() {
        draft.extension(RoomExtension.ROOM, TextNode.valueOf(room()).toString());
        draft.extension(RoomExtension.MAIN_ROOM, TextNode.valueOf(meeting).toString());
        moment(RoomExtension.CREATED, event.path("created_at"));
        moment(RoomExtension.ENDED, event.path("destroyed_at"));
        moment(RoomExtension.JOINED, member(event, "joined_at"));
    }

    private void moment(String extension, JsonNode time) {
        EventTimes.of(time)
                .ifPresent(
                        moment -> draft.extension(extension, Long.toString(moment.toEpochMilli())));
    }

    private void extensions() {
        for (String name : KEPT) {
            JsonNode value = member(event, name);
            if (!value.isMissingNode() && !value.isNull()) {
                draft.extension(name, value.toString());
            }
        }
    }

    /** Of the event, or else of its occupant. */
    static JsonNode member(JsonNode event, String name) {
        return event.has(name) ? event.get(name) : event.path(OCCUPANT).path(name);
    }
}

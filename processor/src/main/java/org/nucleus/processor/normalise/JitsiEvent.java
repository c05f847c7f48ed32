package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One event of Prosody's {@code event_sync}, mapped to the one event.
 *
 * <p>Room names are reused, so an instance of a meeting is a room and its {@code created_at}. Only
 * events of rooms carry that: they get the extension {@value #INSTANCE}, and events of occupants
 * belong to the latest instance of their room created at or before {@code joined_at}. One event
 * alone cannot say which that is, so {@code context.meeting} is the room in all of them.
 */
final class JitsiEvent {
    /** Extension of this node on events of rooms: the room's id, {@code @}, {@code created_at}. */
    static final String INSTANCE = "urn:nucleus:meeting-instance";

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

    private void extensions() {
        String created = Json.id(event, "created_at");
        if (created != null) {
            draft.extension(INSTANCE, TextNode.valueOf(room() + "@" + created).toString());
        }
        for (String name : KEPT) {
            JsonNode value = event.has(name) ? event.get(name) : occupant.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                draft.extension(name, value.toString());
            }
        }
    }
}

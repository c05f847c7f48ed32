package org.nucleus.processor.normalise;

import static org.nucleus.processor.normalise.Iris.ACROSS_X;
import static org.nucleus.processor.normalise.Iris.ACTIVITY_STREAMS;
import static org.nucleus.processor.normalise.Iris.ADL;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One envelope of a Classy adapter, mapped to the one event. A guest has no id and is known by its
 * socket, only within the session.
 */
final class ClassyEvent {
    private static final ContentHash CONTENT = new ContentHash(Set.of());
    private static final String MESSAGE = Iris.ACROSS_X_TYPES + "message";
    private static final List<String> KEPT =
            List.of("derivedFrom", "length", "messageId", "sha256");

    /** What an {@code event} means, and the type of what it is done to. */
    private record Row(String verb, String objectType) {
        static Row meeting(String verb) {
            return new Row(verb, Iris.MEETING);
        }
    }

    private static final Map<String, Row> TABLE =
            Map.of(
                    "sessionCreate", Row.meeting(ADL + "initialized"),
                    "sessionTerminate", Row.meeting(ADL + "terminated"),
                    "sessionJoin", Row.meeting(ACTIVITY_STREAMS + "join"),
                    "sessionLeave", Row.meeting(ACTIVITY_STREAMS + "leave"),
                    "waitingRoomEntered", Row.meeting(ACTIVITY_STREAMS + "request"),
                    "waitingRoomAdmitted", Row.meeting(ACTIVITY_STREAMS + "accept"),
                    "participantRemoved", Row.meeting(ACTIVITY_STREAMS + "remove"),
                    "message", new Row(ACROSS_X + "posted", MESSAGE),
                    "editMessage", new Row(ACROSS_X + "edited", MESSAGE));

    private final JsonNode event;
    private final JsonNode data;
    private final EventDraft draft;
    private final String session;

    ClassyEvent(JsonNode event, EventDraft draft) {
        this.event = event;
        this.data = event.path("data");
        this.draft = draft;
        String sent = Json.id(event, "sessionId");
        this.session = sent == null ? draft.subject() : sent;
    }

    Outcome normalise() {
        String type = Json.id(event, "event");
        if (type == null) {
            draft.violation("/event", "classy.event", "The envelope does not name its event.");
            return draft.outcome("", 0);
        }
        Row row = TABLE.get(type);
        if (row == null) {
            draft.eventTimeIfReadable(event.path("timestamp"));
            draft.unmapped(type);
        } else {
            draft.eventTime(event.path("timestamp"), "/timestamp");
            draft.actor = person(event.path("actor"));
            draft.verb = new Verb(row.verb(), type);
            draft.object = object(row.objectType());
        }
        draft.context = context();
        for (String name : KEPT) {
            if (data.hasNonNull(name)) {
                draft.extension(name, data.get(name).toString());
            }
        }
        if (data.hasNonNull("reason")) {
            draft.extension(EventDraft.REASON, data.get("reason").toString());
        }
        return draft.outcome(type, CONTENT.of(event, Set.of()));
    }

    private Actor person(JsonNode person) {
        return new Actor(id(person), "Person", Json.text(person, "name"));
    }

    private String id(JsonNode person) {
        String id = Json.id(person, "id");
        if (id != null) {
            return ActorId.account("urn:nucleus:source:" + draft.source(), id);
        }
        String socket = Json.id(person, "socketId");
        return ActorId.anonymous(socket == null ? draft.eventId() : session + "|" + socket);
    }

    /** An edited message is the message. */
    private EventObject object(String type) {
        if (!MESSAGE.equals(type)) {
            return new EventObject(session, type, Json.text(data, "title"));
        }
        String message = Json.id(data, "messageId");
        return new EventObject(
                session + "/messages/" + (message == null ? draft.eventId() : message), type, null);
    }

    private Context context() {
        JsonNode target = data.path("target");
        return new Context(
                null,
                Json.id(event.path("actor"), "socketId"),
                null,
                session,
                null,
                null,
                draft.object.id().equals(session) ? List.of() : List.of(session),
                null,
                Json.text(event.path("actor"), "role"),
                target.isObject() ? id(target) : null,
                null);
    }
}

package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventId;
import org.nucleus.model.EventObject;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One webhook of Jitsi as a Service, mapped to the one event, or to one each where it tells of
 * several things (see {@link JaasParts}). {@code sessionId} is the instance of the meeting,
 * breakout rooms are below it.
 */
final class JaasEvent {
    private static final ContentHash CONTENT = new ContentHash(Set.of());
    private static final String BETWEEN_ANSWERS = "[,]";
    private static final List<String> KEPT =
            List.of(
                    "answers",
                    "breakoutRoomId",
                    "comments",
                    "direction",
                    "endTimestamp",
                    "final",
                    "messageID",
                    "participants",
                    "recordingSessionId",
                    "startTimestamp");

    private final JsonNode event;
    private final JsonNode data;
    private final EventDraft draft;
    private final String meeting;
    private Optional<JsonNode> speaker = Optional.empty();

    JaasEvent(JsonNode event, EventDraft draft) {
        this.event = event;
        this.data = event.path("data");
        this.draft = draft;
        String session = Json.id(event, "sessionId");
        this.meeting = session == null ? draft.subject() : session;
    }

    Outcome normalise() {
        String type = Json.id(event, "eventType");
        if (type == null) {
            draft.violation("/eventType", "jaas.eventType", "The event does not say its type.");
            return draft.outcome("", 0);
        }
        if (JaasParts.isOfNothing(type, data)) {
            return new Outcome.Described(type);
        }
        List<Outcome> parts = new ArrayList<>();
        for (JaasParts part : JaasParts.of(type, event)) {
            EventDraft own =
                    draft.under(
                            EventId.of(draft.source(), draft.eventId() + "|" + part.name())
                                    .toString(),
                            part.event().toString());
            parts.add(new JaasEvent(part.event(), own).one(type));
        }
        if (parts.isEmpty()) {
            return one(type);
        }
        return parts.getFirst() instanceof Outcome.Refused sharedFault
                ? sharedFault
                : new Outcome.Several(parts);
    }

    private Outcome one(String type) {
        JaasTable.Row row = JaasTable.row(type);
        if (row == null) {
            draft.eventTimeIfReadable(event.path("timestamp"));
            draft.unmapped(type);
            draft.context = context(List.of(), null, null);
        } else {
            draft.eventTime(event.path("timestamp"), "/timestamp");
            map(type, row);
        }
        return draft.outcome(type, CONTENT.of(event, Set.of()));
    }

    private void map(String type, JaasTable.Row row) {
        if (row.who() == JaasTable.Who.SPEAKER) {
            speaker = JaasPerson.onlySpeaker(data);
        }
        draft.actor = actor(row.who());
        draft.verb = new Verb(row.verb(), type);
        draft.object = object(row.what());
        draft.result = result();
        draft.context = context(parents(row.what()), learner(), initiator());
        for (String name : KEPT) {
            if (data.hasNonNull(name)) {
                draft.extension(name, data.get(name).toString());
            }
        }
        if (data.hasNonNull("disconnectReason")) {
            draft.extension(EventDraft.REASON, data.get("disconnectReason").toString());
        }
        JsonNode reaction = data.path("reactions").path(0);
        if (!reaction.isMissingNode()) {
            draft.extension(VerbFolding.EMOJI, reaction.toString());
        }
    }

    private Actor actor(JaasTable.Who who) {
        return switch (who) {
            case PLATFORM -> draft.platform();
            case DATA -> person(data);
            case SPEAKER -> speaker.map(this::person).orElseGet(draft::platform);
            case USER -> person(data.path("user"));
            case PARTICIPANT -> person(data.path("participant"));
            case GRANTER ->
                    known(data.path("grantedBy")).map(JaasPerson::actor).orElseGet(draft::platform);
        };
    }

    private Actor person(JsonNode person) {
        return known(person)
                .map(JaasPerson::actor)
                .orElseGet(() -> new Actor(ActorId.anonymous(draft.eventId()), "Person", null));
    }

    private Optional<JaasPerson> known(JsonNode person) {
        return JaasPerson.of(person, issuer(), meeting);
    }

    private String issuer() {
        return JaasPerson.issuer(app());
    }

    /** Sometimes only the front of the room's full name says which app it is. */
    private String app() {
        String app = Json.id(event, "appId");
        if (app != null) {
            return app;
        }
        String room = Json.id(event, "fqn");
        int slash = room == null ? -1 : room.indexOf('/');
        return slash > 0 ? room.substring(0, slash) : draft.source();
    }

    private EventObject object(JaasTable.What what) {
        if (what == JaasTable.What.MEETING) {
            return new EventObject(room(), what.type(), roomName());
        }
        String id = Json.id(data, what == JaasTable.What.POLL ? "pollId" : "recordingSessionId");
        String folder = meeting + "/" + what.folder();
        return new EventObject(
                id == null ? folder : folder + "/" + id, what.type(), Json.text(data, "question"));
    }

    private String room() {
        String breakout = Json.id(data, "breakoutRoomId");
        return breakout == null ? meeting : meeting + "/" + breakout;
    }

    private String roomName() {
        String room = Json.id(event, "fqn");
        return room == null ? null : room.substring(room.indexOf('/') + 1);
    }

    private List<String> parents(JaasTable.What what) {
        if (what != JaasTable.What.MEETING) {
            return List.of(room());
        }
        return room().equals(meeting) ? List.of() : List.of(meeting);
    }

    private String learner() {
        return known(data.path("grantedTo"))
                .map(JaasPerson::id)
                .filter(id -> !id.equals(draft.actor.id()))
                .orElse(null);
    }

    private String initiator() {
        String initiator = Json.id(data, "initiatorId");
        return initiator == null ? null : ActorId.account(issuer(), initiator);
    }

    private Context context(List<String> parents, String learner, String by) {
        return new Context(
                null,
                connection(),
                null,
                Json.id(event, "sessionId"),
                app(),
                Json.text(data, "language"),
                parents,
                null,
                role(),
                learner,
                by);
    }

    private String connection() {
        String jid = Json.id(speaker.orElse(data), JaasPerson.JID);
        return jid == null ? Json.id(data, "participantId") : jid;
    }

    private String role() {
        if (data.hasNonNull("moderator")) {
            return Json.isTrue(data, "moderator") ? "moderator" : "participant";
        }
        return Json.text(data, "role");
    }

    private Result result() {
        return new Result(
                Json.number(data, "rating"), null, null, null, null, null, duration(), response());
    }

    private String duration() {
        String spoken =
                speaker.map(who -> Durations.ofMillis(Json.amount(who, "time"))).orElse(null);
        return spoken == null ? Durations.ofSeconds(Json.amount(data, "durationSec")) : spoken;
    }

    /** The keys of the chosen answers. */
    private String response() {
        List<String> chosen = new ArrayList<>();
        for (JsonNode answer : data.path("answers")) {
            String key = Json.id(answer, "key");
            if (Json.isTrue(answer, "value") && key != null) {
                chosen.add(key);
            }
        }
        return chosen.isEmpty() ? null : String.join(BETWEEN_ANSWERS, chosen);
    }
}

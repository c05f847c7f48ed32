package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventId;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The learning-analytics callback of one meeting, mapped to several events: the callback itself,
 * unmapped, with everything it said; {@code attended} for each attendee; {@code answered} for each
 * vote.
 *
 * <p>Their ids are made of the meeting and the person, not of the callback: the same callback again
 * gives the same events, a revision with other bytes gives itself anew, and of its attendees and
 * votes those that differ are conflicts. A meeting has one callback, so a revision is an alarm too.
 * Only the callback says who gave an answer to a poll.
 */
final class BbbCallback {
    static final String CALLBACK = "learning-analytics-callback";
    static final String ATTENDEE = CALLBACK + "/attendee";
    static final String VOTE = CALLBACK + "/vote";

    private static final ContentHash CONTENT = new ContentHash(Set.of());

    private final JsonNode callback;
    private final JsonNode body;
    private final EventDraft draft;
    private final String meeting;
    private final List<Outcome> parts = new ArrayList<>();
    private final Map<String, List<BbbPerson>> byMangledId = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    BbbCallback(JsonNode callback, EventDraft draft) {
        this.callback = callback;
        this.body = callback.path("data");
        this.draft = draft;
        this.meeting = Json.id(callback, "internal_meeting_id");
    }

    Outcome normalise() {
        if (meeting == null) {
            draft.violation(
                    "/internal_meeting_id", "bbb.meeting", "The callback names no meeting.");
            return draft.outcome(CALLBACK, Outcome.SAID_BY_ID);
        }
        draft.eventTimeIfReadable(body.path("finish"));
        draft.unmapped(CALLBACK);
        draft.context = context(null);
        parts.add(draft.outcome(CALLBACK, Outcome.SAID_BY_ID));
        JsonNode attendees = body.path("attendees");
        for (int i = 0; i < attendees.size(); i++) {
            if (attendees.path(i).isObject()) {
                attended(BbbAttendee.of(attendees.get(i), "#" + i));
            }
        }
        for (JsonNode poll : body.path("polls")) {
            if (poll.path("votes").isObject()) {
                votes((ObjectNode) poll);
            }
        }
        parts.add(new Outcome.Once("callback|" + meeting, CONTENT.of(callback, Set.of())));
        return new Outcome.Several(parts);
    }

    private void attended(BbbAttendee attendee) {
        BbbPerson person = attendee.person();
        String key = person.key();
        byMangledId
                .computeIfAbsent(BbbAttendee.mangled(key), ignored -> new ArrayList<>())
                .add(person);
        int nth = seen.merge(key, 1, Integer::sum);
        EventDraft attended =
                draft.under(
                        EventId.of(draft.source(), "attended|" + meeting + "|" + nth + "|" + key)
                                .toString(),
                        attendee.node().toString());
        attended.eventTimeIfReadable(body.path("finish"));
        attended.eventTimeIfReadable(last(attendee.node().path("leaves")));
        attended.actor = person.actor(draft.source(), meeting);
        attended.verb = new Verb(Iris.ADL + "attended", ATTENDEE);
        attended.object =
                new EventObject(
                        meeting,
                        MeetingThing.MEETING.type(),
                        Json.text(body.path("metadata"), "meeting_name"));
        attended.result = BbbResult.lasting(Json.amount(attendee.node(), "duration"));
        attended.context =
                context(Json.isTrue(attendee.node(), "moderator") ? "MODERATOR" : "VIEWER");
        attended.extensions(attendee.node().path("engagement"));
        parts.add(attended.outcome(ATTENDEE, CONTENT.of(attendee.node(), Set.of())));
    }

    private static JsonNode last(JsonNode times) {
        return times.path(times.size() - 1);
    }

    private void votes(ObjectNode poll) {
        String told = Json.id(poll, "id");
        String id = told == null ? meeting + "/poll" : told;
        for (Map.Entry<String, JsonNode> vote : poll.get("votes").properties()) {
            parts.add(vote(poll, id, vote));
        }
    }

    /** By the one attendee whose id is written so; by somebody unknown if there are none or two. */
    private Outcome vote(ObjectNode poll, String id, Map.Entry<String, JsonNode> vote) {
        String mangled = BbbAttendee.mangled(vote.getKey());
        List<BbbPerson> voters = byMangledId.getOrDefault(mangled, List.of());
        boolean known = voters.size() == 1;
        ObjectNode alone = alone(poll, vote);
        String key = known ? voters.getFirst().key() : mangled;
        EventDraft answered =
                draft.under(
                        EventId.of(draft.source(), "answered|" + meeting + "|" + id + "|" + key)
                                .toString(),
                        alone.toString());
        answered.eventTimeIfReadable(body.path("finish"));
        answered.eventTimeIfReadable(poll.path("start"));
        answered.actor =
                known
                        ? voters.getFirst().actor(draft.source(), meeting)
                        : new Actor(ActorId.anonymous(meeting + "|" + mangled), "Person", null);
        answered.verb = new Verb(Iris.ADL + "answered", VOTE);
        answered.object =
                new EventObject(id, MeetingThing.POLL.type(), Json.text(poll, "question"));
        answered.result = BbbResult.answer(vote.getValue());
        answered.context = context(null);
        return answered.outcome(VOTE, CONTENT.of(alone, Set.of()));
    }

    /** The poll with this vote and nobody else's. */
    private static ObjectNode alone(ObjectNode poll, Map.Entry<String, JsonNode> vote) {
        ObjectNode alone = poll.objectNode();
        alone.setAll(poll);
        alone.putObject("votes").set(vote.getKey(), vote.getValue());
        return alone;
    }

    private Context context(String role) {
        String meetings = Json.id(callback, "meeting_id");
        return new Context(
                null,
                null,
                null,
                meeting,
                null,
                null,
                meetings == null ? List.of() : List.of(meetings),
                null,
                role,
                null,
                null);
    }
}

package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One event of bbb-webhooks 2 or 3, mapped to the one event. */
final class BbbWebhook {
    /**
     * Extension of this node on {@code user-audio-voice-enabled}: whether a microphone is on, which
     * it is not for listeners and the muted.
     */
    static final String MICROPHONE_ON = "urn:nucleus:microphone-on";

    private static final String ANSWER = "poll-responded";
    private static final String MEETING = "/data/attributes/meeting/internal-meeting-id";
    private static final String NO_PARENT = "bbb-none";
    private static final String RAISED_HAND = "U+1F590";
    private static final String UNREACTED = Iris.CLASSROOM + "unreacted";
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("user-presenter-assigned", "user-presenter-unassigned");

    private final JsonNode event;
    private final JsonNode attributes;
    private final BbbPerson person;
    private final JsonNode user;
    private final BbbObject objects;
    private final String meeting;
    private final EventDraft draft;

    BbbWebhook(JsonNode event, EventDraft draft) {
        this.event = event;
        this.attributes = event.path("data").path("attributes");
        this.user = user(event);
        this.person = BbbPerson.of(user);
        this.objects = new BbbObject(attributes, person.internal());
        this.meeting = objects.meeting();
        this.draft = draft;
    }

    /** Whom an event of bbb-webhooks is of; nobody where it does not say. */
    static BbbPerson person(JsonNode event) {
        return BbbPerson.of(user(event));
    }

    /** Of an answer to a poll it is whoever shows the poll, not whoever answered: nobody then. */
    private static JsonNode user(JsonNode event) {
        if (ANSWER.equals(type(event))) {
            return MissingNode.getInstance();
        }
        JsonNode attributes = event.path("data").path("attributes");
        JsonNode sender = attributes.path("chat-message").path("sender");
        return attributes.has("user") ? attributes.get("user") : sender;
    }

    private static String type(JsonNode event) {
        return Json.id(event.path("data"), "id");
    }

    Outcome normalise() {
        String type = type(event);
        if (type == null) {
            draft.violation("/data/id", "bbb.id", "The event has no id.");
            return draft.outcome("", Outcome.SAID_BY_ID);
        }
        MeetingTable.Row row = BbbTable.WEBHOOK.rows().get(type);
        if (row == null || isUnfinished(type)) {
            draft.eventTimeIfReadable(ts());
            draft.unmapped(type);
            draft.context = context(null);
            return draft.outcome(type, Outcome.SAID_BY_ID);
        }
        if (meeting == null) {
            draft.violation(MEETING, "bbb.meeting", "The event has no meeting.");
            return draft.outcome(type, Outcome.SAID_BY_ID);
        }
        mapped(type, row);
        return draft.outcome(type, Outcome.SAID_BY_ID);
    }

    private void mapped(String type, MeetingTable.Row row) {
        draft.eventTime(ts(), "/data/event/ts");
        draft.eventTimeIfReadable(attributes.path("chat-message").path("sender").path("time"));
        boolean aboutUser = OF_THE_PLATFORM.contains(type) && person.isSomebody();
        draft.actor = aboutUser ? draft.platform() : actor(type);
        draft.verb = new Verb(row.verb(), type);
        draft.object = objects.of(row.thing(), draft.eventId());
        draft.result = BbbResult.of(attributes);
        draft.context = context(aboutUser ? person.actorId(draft.source(), meeting) : null);
        details(type);
    }

    private Actor actor(String type) {
        if (person.isSomebody()) {
            return person.actor(draft.source(), meeting);
        }
        return ANSWER.equals(type)
                ? new Actor(ActorId.anonymous(meeting), "Person", null)
                : draft.platform();
    }

    /** Captions are sent again and again until they are final. */
    private boolean isUnfinished(String type) {
        return "transcript-updated".equals(type)
                && !Json.isTrue(attributes.path("transcript"), "final");
    }

    private JsonNode ts() {
        return event.path("data").path("event").path("ts");
    }

    private void details(String type) {
        switch (type) {
            case "user-emoji-changed" -> reaction(Json.text(teller("emoji"), "emoji"));
            case "user-raise-hand-changed" ->
                    reaction(isTrue("raise-hand") || isTrue("raiseHand") ? RAISED_HAND : null);
            case "user-audio-voice-enabled" ->
                    draft.extension(
                            MICROPHONE_ON,
                            Boolean.toString(isTrue("sharing-mic") && !isTrue("muted")));
            case "poll-started" ->
                    draft.extension("answers", attributes.path("poll").path("answers").toString());
            default -> {}
        }
    }

    private boolean isTrue(String name) {
        return Json.isTrue(teller(name), name);
    }

    /** Members about the user are in it, in some versions beside it. */
    private JsonNode teller(String name) {
        return user.has(name) ? user : attributes;
    }

    private void reaction(String emoji) {
        if (emoji == null || "none".equals(emoji)) {
            draft.verb = new Verb(UNREACTED, draft.verb.sentId());
        } else {
            draft.extension(VerbFolding.EMOJI, TextNode.valueOf(emoji).toString());
        }
    }

    private Context context(String learner) {
        JsonNode told = attributes.path("meeting");
        String parent = Json.id(told, "parent-id");
        List<String> parents =
                Stream.of(
                                Json.id(told, "external-meeting-id"),
                                NO_PARENT.equals(parent) ? null : parent)
                        .filter(Objects::nonNull)
                        .toList();
        return new Context(
                null,
                person.internal(),
                null,
                meeting,
                null,
                Json.text(attributes.path("transcript"), "locale"),
                parents,
                null,
                Json.text(user, "role"),
                learner,
                null);
    }
}

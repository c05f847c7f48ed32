package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

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

    private static final String MEETING = "/data/attributes/meeting/internal-meeting-id";
    private static final String NO_PARENT = "bbb-none";
    private static final String RAISED_HAND = "U+1F590";
    private static final String UNREACTED = Iris.CLASSROOM + "unreacted";
    private static final Set<String> OF_THE_PLATFORM =
            Set.of("user-presenter-assigned", "user-presenter-unassigned");
    private static final ContentHash CONTENT = new ContentHash(Set.of());

    private final JsonNode event;
    private final JsonNode attributes;
    private final BbbPerson person;
    private final JsonNode user;
    private final BbbObject objects;
    private final String meeting;
    private EventDraft draft;

    BbbWebhook(JsonNode event, EventDraft draft) {
        this.event = event;
        this.attributes = event.path("data").path("attributes");
        JsonNode sender = attributes.path("chat-message").path("sender");
        this.user = attributes.has("user") ? attributes.get("user") : sender;
        this.person = BbbPerson.of(user);
        this.objects = new BbbObject(attributes, person.internal());
        this.meeting = objects.meeting();
        this.draft = draft;
    }

    Outcome normalise() {
        String type = Json.id(event.path("data"), "id");
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
        return mapped(type, row);
    }

    private Outcome mapped(String type, MeetingTable.Row row) {
        long content = identify(type);
        draft.eventTime(ts(), "/data/event/ts");
        draft.eventTimeIfReadable(attributes.path("chat-message").path("sender").path("time"));
        boolean byPlatform = OF_THE_PLATFORM.contains(type) || !person.isSomebody();
        draft.actor = byPlatform ? draft.platform() : person.actor(draft.source(), meeting);
        draft.verb = new Verb(row.verb(), type);
        draft.object = objects.of(row.thing(), draft.eventId());
        draft.result = BbbResult.of(attributes);
        draft.context =
                context(
                        byPlatform && person.isSomebody()
                                ? person.actorId(draft.source(), meeting)
                                : null);
        details(type);
        return draft.outcome(type, content);
    }

    /** An answer has the id that the callback gives it too; all others have their delivery's. */
    private long identify(String type) {
        String poll = Json.id(attributes.path("poll"), "id");
        if (!"poll-responded".equals(type) || poll == null || !person.isSomebody()) {
            return Outcome.SAID_BY_ID;
        }
        draft = draft.under(BbbAnswer.eventId(draft.source(), meeting, poll, person.key()));
        return CONTENT.of(attributes.path("poll"), Set.of());
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

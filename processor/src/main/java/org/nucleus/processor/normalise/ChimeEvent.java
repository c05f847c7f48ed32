package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;

import java.util.List;

/**
 * One event of the Amazon Chime SDK, in its EventBridge envelope or without, mapped to the one
 * event.
 */
final class ChimeEvent {
    private static final String SHARE = "#content";
    private static final String PSEUDONYM = "mbox_sha1sum:";
    private static final String CAPABILITIES = "attendeeCapabilities";

    private static final MeetingTable TABLE =
            MeetingTable.of(
                    """
                    chime:MeetingStarted adl:initialized meeting
                    chime:MeetingEnded adl:terminated meeting
                    chime:AttendeeAdded adl:registered meeting
                    chime:AttendeeDeleted tc:unregistered meeting
                    chime:AttendeeAuthorized as:authorize meeting
                    chime:AttendeeJoined as:join meeting
                    chime:AttendeeLeft as:leave meeting left
                    chime:AttendeeDropped as:leave meeting dropped
                    chime:AttendeeVideoStarted as:start camera
                    chime:AttendeeVideoStopped vc:stopped camera
                    chime:AttendeeContentJoined as:share screen
                    chime:AttendeeContentLeft as:unshare screen left
                    chime:AttendeeContentDropped as:unshare screen dropped
                    chime:AttendeeContentVideoStarted as:start screen
                    chime:AttendeeContentVideoStopped vc:stopped screen
                    chime:AttendeeCapabilitiesUpdated as:update meeting
                    """);

    private final JsonNode envelope;
    private final JsonNode detail;
    private final EventDraft draft;
    private final String meeting;
    private final String attendee;

    /**
     * @param envelope empty where only the detail was sent
     */
    ChimeEvent(JsonNode envelope, JsonNode detail, EventDraft draft) {
        this.envelope = envelope;
        this.detail = detail;
        this.draft = draft;
        this.meeting = Json.id(detail, "meetingId");
        this.attendee = Json.id(detail, "attendeeId");
    }

    Outcome normalise() {
        String type = Json.id(detail, "eventType");
        type = type == null ? Json.id(envelope, "detail-type") : type;
        if (type == null) {
            draft.violation("/detail/eventType", "chime.eventType", "The event has no type.");
            return draft.outcome("", Outcome.SAID_BY_ID);
        }
        MeetingTable.Row row = TABLE.rows().get(type);
        if (row == null) {
            draft.eventTimeIfReadable(envelope.path("time"));
            draft.eventTimeIfReadable(detail.path("timestamp"));
            draft.unmapped(type);
        } else if (meeting == null) {
            draft.violation("/detail/meetingId", "chime.meetingId", "The event has no meeting.");
        } else {
            draft.eventTime(detail.path("timestamp"), "/detail/timestamp");
            draft.actor = actor();
            draft.verb = new Verb(row.verb(), type);
            draft.object = object(row.thing());
            details(row);
        }
        context();
        return draft.outcome(type, Outcome.SAID_BY_ID);
    }

    /** Whom the application calls so in its account; without that, one attendee of this meeting. */
    private Actor actor() {
        String user = Json.id(detail, "externalUserId");
        if (user == null && attendee == null) {
            return draft.platform();
        }
        if (user == null) {
            return person(ActorId.anonymous(meeting + "|" + connection()));
        }
        return person(user.startsWith(PSEUDONYM) ? user : ActorId.account(application(), user));
    }

    private static Actor person(String id) {
        return new Actor(id, "Person", null);
    }

    private String application() {
        String account = Json.id(envelope, "account");
        return "urn:nucleus:chime:" + (account == null ? draft.source() : account);
    }

    /** The attendee, also of what the attendee shares. */
    private String connection() {
        return attendee != null && attendee.endsWith(SHARE)
                ? attendee.substring(0, attendee.length() - SHARE.length())
                : attendee;
    }

    /** A share that joins is a screen, so that nobody counts it among the people. */
    private EventObject object(MeetingThing told) {
        boolean share = attendee != null && attendee.endsWith(SHARE);
        MeetingThing thing = share && told == MeetingThing.MEETING ? MeetingThing.SCREEN : told;
        String id =
                switch (thing) {
                    case CAMERA -> meeting + "/camera/" + connection();
                    case SCREEN -> meeting + "/screen/" + connection();
                    case MEETING, MICRO, RECORDING, SLIDES, MESSAGE, NOTE, POLL -> meeting;
                };
        return new EventObject(id, thing.type(), null);
    }

    private void details(MeetingTable.Row row) {
        if (row.reason() != null) {
            draft.extension(EventDraft.REASON, TextNode.valueOf(row.reason()).toString());
        }
        if (detail.has(CAPABILITIES)) {
            draft.extension(CAPABILITIES, detail.get(CAPABILITIES).toString());
        }
        if (detail.has("success")) {
            boolean success =
                    "1".equals(Json.id(detail, "success")) || Json.isTrue(detail, "success");
            draft.result = new Result(null, null, null, null, success, null, null, null);
        }
    }

    private void context() {
        String meetings = Json.id(detail, "externalMeetingId");
        draft.context =
                new Context(
                        null,
                        connection(),
                        null,
                        meeting,
                        null,
                        null,
                        meetings == null ? List.of() : List.of(meetings),
                        null,
                        null,
                        null,
                        null);
    }
}

package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;

import java.time.Instant;
import java.util.List;

final class ChimeEventTest {
    private static final String EVENT =
            """
            {"detail-type":"Chime Meeting State Change","account":"111122223333",\
            "time":"2026-10-06T11:01:01Z","detail":{"eventType":"chime:%s",\
            "timestamp":1791284460007,"meetingId":"m-1","externalMeetingId":"bio-7",\
            "attendeeId":"a-1","externalUserId":"pers-1"}}\
            """;

    @ParameterizedTest
    @CsvSource({
        "AttendeeAdded, http://adlnet.gov/expapi/verbs/registered, virtual-classroom,",
        "AttendeeDeleted, http://id.tincanapi.com/verb/unregistered, virtual-classroom,",
        "AttendeeAuthorized, http://activitystrea.ms/authorize, virtual-classroom,",
        "AttendeeJoined, http://activitystrea.ms/join, virtual-classroom,",
        "AttendeeLeft, http://activitystrea.ms/leave, virtual-classroom, left",
        "AttendeeDropped, http://activitystrea.ms/leave, virtual-classroom, dropped",
        "AttendeeVideoStarted, http://activitystrea.ms/start, camera,",
        "AttendeeVideoStopped, https://w3id.org/xapi/virtual-classroom/verbs/stopped, camera,",
        "AttendeeContentJoined, http://activitystrea.ms/share, screen,",
        "AttendeeContentLeft, http://activitystrea.ms/unshare, screen, left",
        "AttendeeContentDropped, http://activitystrea.ms/unshare, screen, dropped",
        "AttendeeContentVideoStarted, http://activitystrea.ms/start, screen,",
        "AttendeeContentVideoStopped, https://w3id.org/xapi/virtual-classroom/verbs/stopped,"
                + " screen,",
        "AttendeeCapabilitiesUpdated, http://activitystrea.ms/update, virtual-classroom,",
    })
    void whatAnAttendeeDoes(String type, String verb, String thing, String reason) {
        Event event = event(EVENT.formatted(type));

        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.verb().sentId()).isEqualTo("chime:" + type);
        assertThat(event.provenance().nativeType()).isEqualTo("chime:" + type);
        assertThat(event.object().type())
                .isEqualTo("https://w3id.org/xapi/virtual-classroom/activity-types/" + thing);
        assertThat(event.extensions().get(EventDraft.REASON))
                .isEqualTo(reason == null ? null : "\"" + reason + "\"");
        assertThat(event.actor().id()).isEqualTo("account:urn:nucleus:chime:111122223333|pers-1");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:01:00.007Z"));
        assertThat(event.context().meeting()).isEqualTo("m-1");
        assertThat(event.context().session()).isEqualTo("a-1");
        assertThat(event.context().parents()).containsExactly("bio-7");
    }

    @ParameterizedTest
    @CsvSource({
        "MeetingStarted, http://adlnet.gov/expapi/verbs/initialized",
        "MeetingEnded, http://adlnet.gov/expapi/verbs/terminated"
    })
    void whatHappensToAMeetingIsThePlatforms(String type, String verb) {
        Event event =
                event(
                        EVENT.formatted(type)
                                .replace(
                                        ",\"attendeeId\":\"a-1\",\"externalUserId\":\"pers-1\"",
                                        ""));

        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.object().id()).isEqualTo("m-1");
        assertThat(event.object().type()).isEqualTo(Iris.MEETING);
        assertThat(event.actor().id()).isEqualTo("urn:nucleus:platform:lms-1");
        assertThat(event.context().session()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TranscriptionStarted",
                "TranscriptionStopped",
                "TranscriptionInterrupted",
                "TranscriptionResumed",
                "TranscriptionFailed",
                "MediaPipelineInProgress",
                "ChannelFlowX",
                "AttendeeRemoved",
                "AttendeeScreenShareStarted"
            })
    void whatNoTableKnowsIsKeptAndCounted(String type) {
        Event event = event(EVENT.formatted(type));

        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:CHIME:chime:" + type);
        assertThat(event.provenance().nativeType()).isEqualTo("chime:" + type);
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:01:00.007Z"));
        assertThat(event.context().meeting()).isEqualTo("m-1");
    }

    @Test
    void anotherKindOfEnvelopeIsCountedByItsDetailType() {
        Event event = event("{\"detail-type\":\"Chime X\",\"time\":\"2026-10-06T11:01:01Z\"}");

        assertThat(event.provenance().nativeType()).isEqualTo("Chime X");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:01:01Z"));
    }

    @Test
    void aShareIsItsSharersAndNobodyJoins() {
        String share = EVENT.replace("a-1", "a-1#content");
        Event shared = event(share.formatted("AttendeeContentJoined"));
        Event joined = event(share.formatted("AttendeeJoined"));

        assertThat(shared.actor().id()).endsWith("|pers-1");
        assertThat(shared.context().session()).isEqualTo("a-1");
        assertThat(shared.object().id()).isEqualTo("m-1/screen/a-1");
        assertThat(joined.object()).isEqualTo(shared.object());
    }

    @Test
    void aPseudonymIsThePersonAndWithoutAnyItIsOneOfThisMeeting() {
        Event hidden =
                event(EVENT.replace("pers-1", "mbox_sha1sum:d7").formatted("AttendeeJoined"));
        Event unknown = event(EVENT.replace("externalUserId", "x").formatted("AttendeeJoined"));

        assertThat(hidden.actor().id()).isEqualTo("mbox_sha1sum:d7");
        assertThat(unknown.actor().id()).isEqualTo("anonymous:m-1|a-1");
    }

    @ParameterizedTest
    @CsvSource({"\"1\", true", "\"0\", false", "true, true", "\"true\", true"})
    void successIsText(String sent, boolean success) {
        Event event =
                event(
                        EVENT.formatted("AttendeeCapabilitiesUpdated")
                                .replace(
                                        "\"attendeeId\"",
                                        "\"success\":"
                                                + sent
                                                + ",\"attendeeCapabilities\":{\"audio\":\"None\"},"
                                                + "\"attendeeId\""));

        assertThat(event.result().success()).isEqualTo(success);
        assertThat(event.extensions())
                .containsEntry("attendeeCapabilities", "{\"audio\":\"None\"}");
    }

    @Test
    void theDetailAloneIsTheSameButForTheAccount() {
        Event whole = event(EVENT.formatted("AttendeeJoined"));
        Event detail =
                Received.normalised(
                                Received.of(
                                        Format.CHIME,
                                        "detail",
                                        Json.parse(EVENT.formatted("AttendeeJoined"))
                                                .orElseThrow()
                                                .get("detail")
                                                .toString()))
                        .event();

        assertThat(detail.verb()).isEqualTo(whole.verb());
        assertThat(detail.object()).isEqualTo(whole.object());
        assertThat(detail.context()).isEqualTo(whole.context());
        assertThat(detail.eventTime()).isEqualTo(whole.eventTime());
        assertThat(detail.actor().id()).isEqualTo("account:urn:nucleus:chime:lms-1|pers-1");
    }

    @Test
    void withoutMeetingOrTypeItIsRefused() {
        String joined = EVENT.formatted("AttendeeJoined");

        assertThat(refusal(joined.replace("meetingId", "x")))
                .isEqualTo("/detail/meetingId chime.meetingId");
        assertThat(refusal("{}")).isEqualTo("/detail/eventType chime.eventType");
    }

    @Test
    void everyEventOfATimelineIsMapped() {
        List<Event> events =
                Meetings.resource("/chime/meeting-timeline.ndjson")
                        .lines()
                        .map(ChimeEventTest::event)
                        .toList();

        assertThat(events).hasSize(16);
        assertThat(events)
                .noneMatch(event -> event.verb().id().equals("urn:nucleus:verb:unmapped"));
        assertThat(events)
                .allMatch(
                        event ->
                                event.context()
                                        .meeting()
                                        .equals("5d3c0b7e-7a10-4c1e-9f52-c0ffee112706"));
    }

    private static Event event(String json) {
        return Received.event(Format.CHIME, json);
    }

    private static String refusal(String json) {
        return Received.refusal(FailureKind.INVALID, Received.of(Format.CHIME, json));
    }
}

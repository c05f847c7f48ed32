package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;

import java.time.Instant;
import java.util.List;

final class BbbWebhookTest {
    private static final String ADA = "account:urn:nucleus:source:lms-1|u-1041";
    private static final String USER =
            """
            "user":{"internal-user-id":"w_ada","external-user-id":"u-1041","name":"Ada",\
            "role":"VIEWER"%s}\
            """;

    @ParameterizedTest
    @CsvSource({
        "user-joined, as:join, vcT:virtual-classroom, m-1",
        "user-left, as:leave, vcT:virtual-classroom, m-1",
        "user-audio-voice-enabled, as:start, vcT:micro, m-1/micro/w_ada",
        "user-audio-voice-disabled, vc:stopped, vcT:micro, m-1/micro/w_ada",
        "user-audio-unmuted, as:start, vcT:micro, m-1/micro/w_ada",
        "user-audio-muted, vc:stopped, vcT:micro, m-1/micro/w_ada",
        "user-cam-broadcast-start, as:start, vcT:camera, m-1/camera/w_ada",
        "user-cam-broadcast-end, vc:stopped, vcT:camera, m-1/camera/w_ada",
        "meeting-screenshare-started, as:share, vcT:screen, m-1/screen",
        "meeting-screenshare-stopped, as:unshare, vcT:screen, m-1/screen",
        "user-emoji-changed, vc:unreacted, vcT:virtual-classroom, m-1",
        "user-raise-hand-changed, vc:unreacted, vcT:virtual-classroom, m-1",
        "pad-content, as:update, as:note, m-1/note/",
        "poll-started, adl:asked, adlT:cmi.interaction, m-1/poll",
    })
    void whatAUserDoes(String id, String verb, String type, String object) {
        Event event = webhook(id, USER.formatted(""));

        check(event, id, verb, type, object);
        assertThat(event.actor().id()).isEqualTo(ADA);
        assertThat(event.actor().displayName()).isEqualTo("Ada");
        assertThat(event.context().session()).isEqualTo("w_ada");
        assertThat(event.context().role()).isEqualTo("VIEWER");
    }

    @ParameterizedTest
    @CsvSource({
        "meeting-created, adl:initialized, vcT:virtual-classroom, m-1",
        "meeting-ended, adl:terminated, vcT:virtual-classroom, m-1",
        "meeting-recording-started, as:start, as:video, m-1/recording",
        "meeting-recording-stopped, vc:stopped, as:video, m-1/recording",
        "meeting-screenshare-started, as:share, vcT:screen, m-1/screen",
        "meeting-presentation-changed, as:present, tcT:slide-deck, m-1/slides",
        "pad-content, as:update, as:note, m-1/note/",
        "rap-publish-ended, netc:uploaded, as:video, m-1/recording",
        "rap-published, cal:Published, as:video, m-1/recording",
        "rap-unpublished, cal:Unpublished, as:video, m-1/recording",
        "rap-deleted, as:delete, as:video, m-1/recording",
    })
    void whatHappensWithoutAUserIsThePlatforms(String id, String verb, String type, String object) {
        Event event = webhook(id, "\"x\":1");

        check(event, id, verb, type, object);
        assertThat(event.actor().id()).isEqualTo("urn:nucleus:platform:lms-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meeting-recording-unhandled",
                "user-audio-unhandled",
                "rap-archive-started",
                "rap-archive-ended",
                "rap-sanity-started",
                "rap-sanity-ended",
                "rap-post-archive-started",
                "rap-post-archive-ended",
                "rap-process-started",
                "rap-process-ended",
                "rap-post-process-started",
                "rap-post-process-ended",
                "rap-publish-started",
                "rap-post-publish-started",
                "rap-post-publish-ended",
                "of-tomorrow"
            })
    void whatNoTableKnowsIsKeptAndCounted(String id) {
        Event event = webhook(id, USER.formatted(""));

        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:BBB:" + id);
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:30:00Z"));
        assertThat(event.context().meeting()).isEqualTo("m-1");
    }

    @ParameterizedTest
    @CsvSource({"user-presenter-assigned, as:assign", "user-presenter-unassigned, as:remove"})
    void thePresenterIsWhomItIsAbout(String id, String verb) {
        Event event = webhook(id, USER.formatted(""));

        check(event, id, verb, "vcT:virtual-classroom", "m-1");
        assertThat(event.actor().id()).isEqualTo("urn:nucleus:platform:lms-1");
        assertThat(event.context().learner()).isEqualTo(ADA);
    }

    @ParameterizedTest
    @CsvSource({
        "user-emoji-changed, '\"emoji\":\"thumbsUp\"', reacted, thumbsUp",
        "user-emoji-changed, '\"emoji\":\"none\"', unreacted,",
        "user-raise-hand-changed, '\"raise-hand\":true', reacted, U+1F590",
        "user-raise-hand-changed, '\"raiseHand\":true', reacted, U+1F590",
        "user-raise-hand-changed, '\"raise-hand\":\"true\"', reacted, U+1F590",
        "user-raise-hand-changed, '\"raise-hand\":false', unreacted,",
    })
    void reactions(String id, String member, String verb, String emoji) {
        Event event = webhook(id, USER.formatted("," + member));
        Event beside = webhook(id, USER.formatted("") + "," + member);

        assertThat(event.verb().id()).isEqualTo(Iris.CLASSROOM + verb);
        assertThat(event.extensions().get(VerbFolding.EMOJI))
                .isEqualTo(emoji == null ? null : "\"" + emoji + "\"");
        assertThat(beside.verb()).isEqualTo(event.verb());
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, true",
        "true, true, false",
        "false, false, false",
        "false, true, false"
    })
    void listenersAndTheMutedHaveNoMicrophoneOn(boolean sharing, boolean muted, String on) {
        Event event =
                webhook(
                        "user-audio-voice-enabled",
                        USER.formatted(",\"sharing-mic\":" + sharing + ",\"muted\":" + muted));

        assertThat(event.extensions()).containsEntry(BbbWebhook.MICROPHONE_ON, on);
    }

    @Test
    void aStreamPairsStartAndEnd() {
        String stream = USER.formatted(",\"stream\":\"cam-7\"");

        assertThat(webhook("user-cam-broadcast-start", stream).object())
                .isEqualTo(webhook("user-cam-broadcast-end", stream).object());
        assertThat(webhook("user-cam-broadcast-end", stream).object().id()).isEqualTo("cam-7");
    }

    @Test
    void aMessageIsItsSendersAtTheTimeItWasSent() {
        Event event =
                webhook(
                        "chat-group-message-sent",
                        """
                        "chat-message":{"id":"c-7","message-length":16,"sender":{\
                        "internal-user-id":"w_ada","external-user-id":"u-1041",\
                        "time":1791286100001}}\
                        """);

        check(event, "chat-group-message-sent", "ax:posted", "axT:message", "m-1/message/c-7");
        assertThat(event.actor().id()).isEqualTo(ADA);
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochMilli(1791286100001L));
    }

    @Test
    void captionsCountOnceTheyAreFinal() {
        String transcript = "\"transcript\":{\"id\":\"t\",\"locale\":\"pt-PT\",\"final\":%s}";
        Event event = webhook("transcript-updated", transcript.formatted("true"));

        check(event, "transcript-updated", "tc:talked-with", "vcT:virtual-classroom", "m-1");
        assertThat(event.context().language()).isEqualTo("pt-PT");
        assertThat(webhook("transcript-updated", transcript.formatted("false")).verb().id())
                .isEqualTo("urn:nucleus:verb:unmapped");
    }

    @Test
    void pollsAskAndAreAnswered() {
        Event asked =
                webhook(
                        "poll-started",
                        USER.formatted("")
                                + ",\"poll\":{\"id\":\"p-1\",\"question\":\"Which?\","
                                + "\"answers\":[{\"id\":0,\"key\":\"A\"}]}");
        Event answered =
                webhook(
                        "poll-responded",
                        USER.formatted("") + ",\"poll\":{\"id\":\"p-1\",\"answerIds\":[1,\"2\"]}");

        assertThat(asked.object().id()).isEqualTo("p-1").isEqualTo(answered.object().id());
        assertThat(asked.object().name()).isEqualTo("Which?");
        assertThat(asked.extensions()).containsEntry("answers", "[{\"id\":0,\"key\":\"A\"}]");
        assertThat(answered.result().response()).isEqualTo("1[,]2");
    }

    @Test
    void theUserOfAnAnswerIsThePresenterSoNobodyIsNamed() {
        Event event = webhook("poll-responded", USER.formatted("") + ",\"poll\":{\"id\":\"p-1\"}");

        check(event, "poll-responded", "adl:answered", "adlT:cmi.interaction", "p-1");
        assertThat(event.actor().id()).isEqualTo("anonymous:m-1");
        assertThat(event.actor().displayName()).isNull();
        assertThat(event.context().session()).isNull();
        assertThat(event.context().role()).isNull();
        assertThat(event.context().learner()).isNull();
    }

    @Test
    void everyDeliveryOfAnAnswerIsAnEventOfItsOwn() {
        Outcome.Normalised answer =
                Meetings.normalised(
                                Normaliser.normalise(
                                        Meetings.bbb(
                                                "webhook",
                                                document(
                                                        "poll-responded",
                                                        USER.formatted("")
                                                                + ",\"poll\":{\"id\":\"p-1\"}",
                                                        "1791286200000"))))
                        .getFirst();

        assertThat(answer.event().id()).isEqualTo(Received.ID);
    }

    @Test
    void theRecordingPipelineCountsSeconds() {
        Event event =
                Meetings.event(
                        "webhook",
                        document(
                                "rap-publish-ended",
                                "\"record-id\":\"r-1\",\"success\":true,"
                                        + "\"recording\":{\"name\":\"Tuesday\"}",
                                "1791288185"));

        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochSecond(1791288185));
        assertThat(event.object().id()).isEqualTo("r-1/recording");
        assertThat(event.object().name()).isEqualTo("Tuesday");
        assertThat(event.result().success()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "\"w_1\""})
    void aGuestIsOneOfThisMeeting(String external) {
        Event event =
                webhook(
                        "user-joined",
                        "\"user\":{\"internal-user-id\":\"w_1\",\"external-user-id\":%s}"
                                .formatted(external));

        assertThat(event.actor().id()).isEqualTo("anonymous:m-1|w_1");
    }

    @Test
    void idsAreIntOrText() {
        Event event = webhook("user-joined", "\"user\":{\"external-user-id\":1041}");

        assertThat(event.actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|1041");
    }

    @Test
    void aBreakoutIsUnderItsClassAndItsParent() {
        String meeting = "\"internal-meeting-id\":\"m-1\",\"external-meeting-id\":\"bio-7\"";
        String created = document("meeting-created", "\"x\":1", "1791286200000");
        Event breakout =
                Meetings.event(
                        "webhook",
                        created.replace(
                                meeting, meeting + ",\"parent-id\":\"m-0\",\"name\":\"Room 2\""));
        Event main =
                Meetings.event(
                        "webhook",
                        created.replace(meeting, meeting + ",\"parent-id\":\"bbb-none\""));

        assertThat(breakout.context().parents()).containsExactly("bio-7", "m-0");
        assertThat(breakout.object().name()).isEqualTo("Room 2");
        assertThat(main.context().parents()).containsExactly("bio-7");
    }

    @Test
    void withoutIdOrMeetingItIsRefused() {
        String left = document("user-left", USER.formatted(""), "1791286200000");

        assertThat(refusal("{\"data\":{}}")).isEqualTo("/data/id bbb.id");
        assertThat(refusal(left.replace("internal-meeting-id", "x")))
                .isEqualTo("/data/attributes/meeting/internal-meeting-id bbb.meeting");
    }

    @Test
    void aRawMessageIsKeptAtItsTrueTime() {
        Event event = Meetings.event("raw", Meetings.resource("/bbb/webhook-raw-user-left.json"));

        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.provenance().nativeType()).isEqualTo("UserLeftMeetingEvtMsg");
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochMilli(1791286199871L));
        assertThat(event.context().session()).isEqualTo("w_adamoreau01");
        assertThat(event.context().meeting()).endsWith("-1791284400040");
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Meetings.bbb("raw", "{\"envelope\":{},\"core\":{}}")))
                .isEqualTo("/envelope/name bbb.name");
    }

    @Test
    void everyEventOfATimelineIsMappedButOne() {
        List<Event> events =
                Meetings.resource("/bbb/webhook-timeline.ndjson")
                        .lines()
                        .map(line -> Meetings.event("webhook", line))
                        .toList();

        assertThat(events)
                .filteredOn(event -> event.verb().id().equals("urn:nucleus:verb:unmapped"))
                .extracting(event -> event.provenance().nativeType())
                .containsExactly("rap-archive-ended");
        assertThat(events).allMatch(event -> event.context().meeting() != null);
    }

    private static void check(Event event, String id, String verb, String type, String object) {
        assertThat(event.provenance().nativeType()).isEqualTo(id);
        assertThat(event.verb().id()).isEqualTo(iri(verb));
        assertThat(event.object().type()).isEqualTo(iri(type));
        assertThat(event.object().id()).isEqualTo(object);
        assertThat(event.context().meeting()).isEqualTo("m-1");
        assertThat(event.context().parents()).containsExactly("bio-7");
    }

    /** The prefixes as the vocabularies publish them, written out apart from the code. */
    private static String iri(String prefixed) {
        return prefixed.replaceFirst("^adl:", "http://adlnet.gov/expapi/verbs/")
                .replaceFirst("^adlT:", "http://adlnet.gov/expapi/activities/")
                .replaceFirst("^as:", "http://activitystrea.ms/")
                .replaceFirst("^ax:", "https://w3id.org/xapi/acrossx/verbs/")
                .replaceFirst("^axT:", "https://w3id.org/xapi/acrossx/activities/")
                .replaceFirst("^cal:", "http://purl.imsglobal.org/caliper/actions/")
                .replaceFirst("^netc:", "https://w3id.org/xapi/netc/verbs/")
                .replaceFirst("^tc:", "http://id.tincanapi.com/verb/")
                .replaceFirst("^tcT:", "http://id.tincanapi.com/activitytype/")
                .replaceFirst("^vc:", "https://w3id.org/xapi/virtual-classroom/verbs/")
                .replaceFirst("^vcT:", "https://w3id.org/xapi/virtual-classroom/activity-types/");
    }

    private static Event webhook(String id, String attributes) {
        return Meetings.event("webhook", document(id, attributes, "1791286200000"));
    }

    private static String document(String id, String attributes, String ts) {
        return """
        {"data":{"type":"event","id":"%s","attributes":{"meeting":{\
        "internal-meeting-id":"m-1","external-meeting-id":"bio-7"},%s},"event":{"ts":%s}}}\
        """
                .formatted(id, attributes, ts);
    }

    private static String refusal(String json) {
        return Received.refusal(FailureKind.INVALID, Meetings.bbb("webhook", json));
    }
}

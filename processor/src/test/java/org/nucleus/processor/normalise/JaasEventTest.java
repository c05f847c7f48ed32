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

final class JaasEventTest {
    private static final String PLATFORM = "urn:nucleus:platform:lms-1";
    private static final String MIRA = "account:urn:nucleus:jaas:app-1|m-7";
    private static final String VIDEO = "http://activitystrea.ms/video";
    private static final String DOCUMENT = "http://id.tincanapi.com/activitytype/document";
    private static final String POLL = "http://adlnet.gov/expapi/activities/cmi.interaction";

    @ParameterizedTest
    @CsvSource({
        "ROOM_CREATED,http://adlnet.gov/expapi/verbs/initialized",
        "ROOM_DESTROYED,http://adlnet.gov/expapi/verbs/terminated",
        "SPEAKER_STATS,http://id.tincanapi.com/verb/talked-with",
    })
    void mapsWhatThePlatformDoesToTheMeeting(String type, String verb) {
        isMeeting(event(type, "{\"isBreakout\":false}"), verb, PLATFORM);
    }

    @ParameterizedTest
    @CsvSource({
        "PARTICIPANT_JOINED,http://activitystrea.ms/join",
        "PARTICIPANT_LEFT,http://activitystrea.ms/leave",
        "PARTICIPANT_JOINED_LOBBY,http://activitystrea.ms/request",
        "PARTICIPANT_LEFT_LOBBY,http://activitystrea.ms/retract",
        "REACTIONS,https://w3id.org/xapi/virtual-classroom/verbs/reacted",
        "DIAL_IN_STARTED,http://id.tincanapi.com/verb/called",
        "DIAL_IN_ENDED,http://adlnet.gov/expapi/verbs/exited",
        "DIAL_OUT_STARTED,http://id.tincanapi.com/verb/called",
        "DIAL_OUT_ENDED,http://adlnet.gov/expapi/verbs/exited",
        "SIP_CALL_IN_STARTED,http://id.tincanapi.com/verb/called",
        "SIP_CALL_IN_ENDED,http://adlnet.gov/expapi/verbs/exited",
        "SIP_CALL_OUT_STARTED,http://id.tincanapi.com/verb/called",
        "SIP_CALL_OUT_ENDED,http://adlnet.gov/expapi/verbs/exited",
    })
    void mapsWhatParticipantsDo(String type, String verb) {
        isMeeting(event(type, "{\"id\":\"m-7\",\"participantId\":\"5a\"}"), verb, MIRA);
        isMeeting(event(type, "{\"id\":\"\",\"participantId\":\"5a\"}"), verb, "anonymous:s-1|5a");
        isMeeting(event(type, "[]"), verb, "anonymous:" + Received.ID);
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDING_STARTED,http://activitystrea.ms/start,recordings",
        "RECORDING_ENDED,https://w3id.org/xapi/virtual-classroom/verbs/stopped,recordings",
        "LIVE_STREAM_STARTED,http://activitystrea.ms/start,live-streams",
        "LIVE_STREAM_ENDED,https://w3id.org/xapi/virtual-classroom/verbs/stopped,live-streams",
        "RECORDING_UPLOADED,https://w3id.org/xapi/netc/verbs/uploaded,recordings",
        "VIDEO_SEGMENT_UPLOADED,https://w3id.org/xapi/netc/verbs/uploaded,segments",
    })
    void mapsVideos(String type, String verb, String folder) {
        isBelowMeeting(event(type, "{}"), verb, VIDEO, "s-1/" + folder);
        isBelowMeeting(
                event(type, "{\"recordingSessionId\":\"r-1\"}"),
                verb,
                VIDEO,
                "s-1/" + folder + "/r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSCRIPTION_UPLOADED,transcriptions",
        "CHAT_UPLOADED,chats",
        "SCREEN_SHARING_HISTORY,screen-sharing-histories",
    })
    void mapsDocuments(String type, String folder) {
        isBelowMeeting(
                event(type, "{}"),
                "https://w3id.org/xapi/netc/verbs/uploaded",
                DOCUMENT,
                "s-1/" + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGGREGATED_REACTIONS", "USAGE", "RTCSTATS_UPLOADED", "BRAND_NEW"})
    void whatNoTableKnowsIsOneEventThatSaysSo(String type) {
        Event event = event(type, "[{\"reaction\":\"clap\"}]");
        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:JAAS:" + type);
        assertThat(event.provenance().nativeType()).isEqualTo(type);
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochMilli(1791284460143L));
        assertThat(event.context().meeting()).isEqualTo("s-1");
    }

    @Test
    void asksAndAnswersPolls() {
        String user = "\"user\":{\"id\":\"m-7\",\"currentName\":\"Mira\"}";
        Event asked =
                event("POLL_CREATED", "{\"pollId\":\"p\",\"question\":\"Which?\"," + user + "}");
        assertThat(asked.verb().id()).isEqualTo("http://adlnet.gov/expapi/verbs/asked");
        assertThat(asked.object().name()).isEqualTo("Which?");
        Event answered =
                event(
                        "POLL_ANSWER",
                        """
                        {"pollId":"p","answers":[{"key":1,"name":"a","value":false},\
                        {"key":2,"name":"b","value":true},{"key":"3","name":"c","value":"true"}],%s}\
                        """
                                .formatted(user));
        assertThat(answered.verb().id()).isEqualTo("http://adlnet.gov/expapi/verbs/answered");
        assertThat(answered.result().response()).isEqualTo("2[,]3");
        assertThat(answered.extensions().get("answers")).startsWith("[{\"key\":1");
        for (Event event : List.of(asked, answered)) {
            assertThat(event.object().id()).isEqualTo("s-1/polls/p");
            assertThat(event.object().type()).isEqualTo(POLL);
            assertThat(event.actor().id()).isEqualTo(MIRA);
            assertThat(event.actor().displayName()).isEqualTo("Mira");
        }
    }

    @Test
    void aRoleIsAssignedBySomebodyToSomebody() {
        Event event =
                event(
                        "ROLE_CHANGED",
                        """
                        {"role":"moderator","grantedTo":{"participantJid":"5a@8x8.vc"},\
                        "grantedBy":{"id":"t-2"}}\
                        """);
        isMeeting(event, "http://activitystrea.ms/assign", "account:urn:nucleus:jaas:app-1|t-2");
        assertThat(event.context().learner()).isEqualTo("anonymous:s-1|5a");
        assertThat(event.context().role()).isEqualTo("moderator");
        assertThat(event("ROLE_CHANGED", "{}").actor().id()).isEqualTo(PLATFORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"participantId\":\"44aa1041\"",
                "\"participantJid\":\"44aa1041-ada0-4d11-8c22-00000000c0de@8x8.vc\"",
                "\"participantJid\":\"44aa1041-ada0-4d11-8c22-00000000c0de@8x8.vc/66wb\"",
                "\"participantJid\":\"geo2@conference.app-1.8x8.vc/44aa1041\"",
            })
    void aParticipantIsTheSameHoweverTold(String member) {
        assertThat(event("REACTIONS", "{" + member + ",\"reactions\":[\"clap\"]}").actor().id())
                .isEqualTo("anonymous:s-1|44aa1041");
        assertThat(event("ROLE_CHANGED", "{\"grantedTo\":{" + member + "}}").context().learner())
                .isEqualTo("anonymous:s-1|44aa1041");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPEAKER_STATS | {}",
                "SPEAKER_STATS | []",
                "AGGREGATED_REACTIONS | []",
                "USAGE | []",
                "REACTIONS | {\"participantId\":\"5a\",\"reactions\":[]}"
            })
    void statisticsOfNothingAreNoEvent(String type, String data) {
        assertThat(Normaliser.normalise(Received.of(Format.JAAS, json(type, data))))
                .isEqualTo(new Outcome.Described(type));
    }

    @Test
    void durationsSentAsTextCount() {
        assertThat(event("RECORDING_UPLOADED", "{\"durationSec\":\"1740\"}").result().duration())
                .isEqualTo("PT29M");
        assertThat(
                        event("SPEAKER_STATS", "{\"5a@8x8.vc\":{\"time\":\"10400\"}}")
                                .result()
                                .duration())
                .isEqualTo("PT10.4S");
    }

    @Test
    void whoSpokeIsTheUserOfTheParticipant() {
        Event event =
                event(
                        "TRANSCRIPTION_CHUNK_RECEIVED",
                        """
                        {"final":{"length":3,"sha256":"aa"},"language":"en","messageID":"9",\
                        "participant":{"id":"5a","userId":"m-7","name":"Mira"}}\
                        """);
        isMeeting(event, "http://id.tincanapi.com/verb/talked-with", MIRA);
        assertThat(event.context().language()).isEqualTo("en");
        assertThat(event.extensions())
                .containsEntry("messageID", "\"9\"")
                .containsEntry("final", "{\"length\":3,\"sha256\":\"aa\"}");
        Event guest =
                event(
                        "TRANSCRIPTION_CHUNK_RECEIVED",
                        "{\"participant\":{\"id\":\"5a\",\"userId\":null}}");
        assertThat(guest.actor().id()).isEqualTo("anonymous:s-1|5a");
    }

    @Test
    void keptWordsAreAnExtensionAndNoResponse() {
        Event spoken = event("TRANSCRIPTION_CHUNK_RECEIVED", "{\"final\":\"said \\\"so\\\"\"}");
        assertThat(spoken.extensions()).containsEntry("final", "\"said \\\"so\\\"\"");
        assertThat(spoken.result().response()).isNull();
        Event rated = event("FEEDBACK", "{\"rating\":4,\"comments\":\"loud\"}");
        assertThat(rated.extensions()).containsEntry("comments", "\"loud\"");
        assertThat(rated.result().response()).isNull();
    }

    @Test
    void keepsWhatWasMeasured() {
        Event rated = event("FEEDBACK", "{\"rating\":4,\"userId\":\"m-7\"}");
        isMeeting(rated, "http://id.tincanapi.com/verb/rated", MIRA);
        assertThat(rated.result().scoreRaw()).isEqualTo(4.0);
        Event uploaded =
                event("RECORDING_UPLOADED", "{\"durationSec\":1740,\"initiatorId\":\"t-2\"}");
        assertThat(uploaded.result().duration()).isEqualTo("PT29M");
        assertThat(uploaded.context().by()).isEqualTo("account:urn:nucleus:jaas:app-1|t-2");
        assertThat(event("RECORDING_UPLOADED", "{\"durationSec\":-1}").result().duration())
                .isNull();
    }

    @Test
    void everySpeakerIsAnEventWithTheirTime() {
        String data =
                "{\"5a@8x8.vc/x\":{\"time\":10400,\"id\":\"m-7\",\"name\":\"Mira\"},"
                        + "\"5b@8x8.vc/y\":{\"time\":2210}}";
        List<Event> events = events("SPEAKER_STATS", data);

        isMeeting(events.get(0), "http://id.tincanapi.com/verb/talked-with", MIRA);
        assertThat(events.get(0).actor().displayName()).isEqualTo("Mira");
        assertThat(events.get(0).result().duration()).isEqualTo("PT10.4S");
        assertThat(events.get(0).context().session()).isEqualTo("5a@8x8.vc/x");
        assertThat(events.get(0).payload()).contains("m-7", "k-1").doesNotContain("5b");
        isMeeting(events.get(1), "http://id.tincanapi.com/verb/talked-with", "anonymous:s-1|5b");
        assertThat(events.get(1).result().duration()).isEqualTo("PT2.21S");
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates().hasSize(2);
        assertThat(events("SPEAKER_STATS", data)).isEqualTo(events);
    }

    @Test
    void theOnlySpeakerIsTheEventItself() {
        Event event = event("SPEAKER_STATS", "{\"5a@8x8.vc/x\":{\"time\":9,\"id\":\"m-7\"}}");
        isMeeting(event, "http://id.tincanapi.com/verb/talked-with", MIRA);
        assertThat(event.id()).isEqualTo(Received.ID);
        assertThat(event.result().duration()).isEqualTo("PT0.009S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"5a\":9}", "{\"5a\":{\"time\":-1}}", "null"})
    void speakingTimesThatSayNothingAreAnEventAllTheSame(String data) {
        assertThat(event("SPEAKER_STATS", data).result().duration()).isNull();
    }

    @Test
    void onlySpeakingTimesAreReadAsSuch() {
        Event event =
                event(
                        "TRANSCRIPTION_CHUNK_RECEIVED",
                        "{\"participant\":{\"id\":\"5a\",\"time\":5}}");
        assertThat(event.context().session()).isNull();
        assertThat(event.result().duration()).isNull();
    }

    @Test
    void everyReactionIsAnEvent() {
        String data = "{\"participantId\":\"5a\",\"reactions\":[\"clap\",\"like\",\"clap\"]}";
        List<Event> events = events("REACTIONS", data);

        assertThat(events)
                .allSatisfy(
                        event ->
                                isMeeting(
                                        event,
                                        "https://w3id.org/xapi/virtual-classroom/verbs/reacted",
                                        "anonymous:s-1|5a"))
                .extracting(event -> event.extensions().get(VerbFolding.EMOJI))
                .containsExactly("\"clap\"", "\"like\"", "\"clap\"");
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(event("REACTIONS", "{\"reactions\":[\"clap\"]}").id()).isEqualTo(Received.ID);
    }

    @Test
    void aTimeThatCannotBeReadIsNotedInEachPart() {
        String json =
                json("REACTIONS", "{\"reactions\":[\"a\",\"b\"]}")
                        .replace("1791284460143", "\"late\"");
        assertThat(Normaliser.normalise(Received.of(Format.JAAS, json)))
                .isInstanceOfSatisfying(
                        Outcome.Several.class,
                        several ->
                                assertThat(several.parts())
                                        .hasSize(2)
                                        .allSatisfy(
                                                part ->
                                                        assertThat(
                                                                        ((Outcome.Normalised) part)
                                                                                .event()
                                                                                .extensions())
                                                                .containsEntry(
                                                                        EventDraft.UNREAD_TIME,
                                                                        "\"late\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "true,moderator",
        "false,participant",
        "'\"true\"',moderator",
        "'\"false\"',participant"
    })
    void aModeratorMayBeOneAsTextToo(String moderator, String role) {
        assertThat(
                        event("PARTICIPANT_JOINED", "{\"moderator\":" + moderator + "}")
                                .context()
                                .role())
                .isEqualTo(role);
    }

    @Test
    void leavingForABreakoutSaysSo() {
        Event event =
                event(
                        "PARTICIPANT_LEFT",
                        """
                        {"id":"m-7","participantJid":"5a@8x8.vc","isBreakout":true,\
                        "breakoutRoomId":"b-1","disconnectReason":"switch_room"}\
                        """);
        assertThat(event.object().id()).isEqualTo("s-1/b-1");
        assertThat(event.context().meeting()).isEqualTo("s-1");
        assertThat(event.context().parents()).isEqualTo(List.of("s-1"));
        assertThat(event.context().session()).isEqualTo("5a@8x8.vc");
        assertThat(event.extensions())
                .containsEntry("urn:nucleus:reason", "\"switch_room\"")
                .containsEntry("breakoutRoomId", "\"b-1\"");
    }

    @Test
    void withoutAppIdTheRoomsFullNameSaysTheApp() {
        String json = json("FEEDBACK", "{\"userId\":\"m-7\"}");
        assertThat(
                        Received.event(Format.JAAS, json.replace("\"appId\":\"app-1\",", ""))
                                .actor()
                                .id())
                .isEqualTo(MIRA);
    }

    @Test
    void whatHasNoTypeIsAFailure() {
        assertThat(Received.refusal(FailureKind.INVALID, Received.of(Format.JAAS, "{}")))
                .isEqualTo("/eventType jaas.eventType");
    }

    private static void isMeeting(Event event, String verb, String actor) {
        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.verb().sentId()).isEqualTo(event.provenance().nativeType());
        assertThat(event.actor().id()).isEqualTo(actor);
        assertThat(event.object().id()).isEqualTo("s-1");
        assertThat(event.object().type()).isEqualTo(Iris.MEETING);
        assertThat(event.object().name()).isEqualTo("geo2");
        assertThat(event.context().meeting()).isEqualTo("s-1");
        assertThat(event.context().platform()).isEqualTo("app-1");
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochMilli(1791284460143L));
    }

    private static void isBelowMeeting(Event event, String verb, String type, String id) {
        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.actor().id()).isEqualTo(PLATFORM);
        assertThat(event.object().id()).isEqualTo(id);
        assertThat(event.object().type()).isEqualTo(type);
        assertThat(event.context().meeting()).isEqualTo("s-1");
        assertThat(event.context().parents()).isEqualTo(List.of("s-1"));
    }

    private static List<Event> events(String type, String data) {
        return Meetings.normalised(Normaliser.normalise(Received.of(Format.JAAS, json(type, data))))
                .stream()
                .map(Outcome.Normalised::event)
                .toList();
    }

    private static Event event(String type, String data) {
        return Received.event(Format.JAAS, json(type, data));
    }

    private static String json(String type, String data) {
        return """
        {"idempotencyKey":"k-1","appId":"app-1","eventType":"%s","sessionId":"s-1",\
        "timestamp":1791284460143,"fqn":"app-1/geo2","data":%s}\
        """
                .formatted(type, data);
    }
}

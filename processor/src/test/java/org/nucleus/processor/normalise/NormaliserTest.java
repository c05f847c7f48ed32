package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.testkit.Envelopes;
import org.nucleus.testkit.Statements;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class NormaliserTest {
    private static final String LEFT_JITSI =
            """
            {"event_name":"muc-occupant-left","room_name":"geo2","room_jid":"geo2@muc.example.org",\
            "is_breakout":true,"breakout_room_id":"b-1","active_occupants_count":0,\
            "occupant":{"occupant_jid":"7f1@example.org/a","id":"m-7","name":"Mira",\
            "joined_at":1791284460,"left_at":1791284999,"total_dominant_speaker_time":48210}}\
            """;
    private static final String LEFT_JAAS =
            """
            {"idempotencyKey":"k-1","appId":"app-1","eventType":"PARTICIPANT_LEFT",\
            "sessionId":"s-1","timestamp":1791284460143,"fqn":"app-1/geo2","data":{\
            "moderator":"false","name":"Mira","id":"m-7","participantJid":"5a@8x8.vc",\
            "participantId":"5a","disconnectReason":"left","breakoutRoomId":"b-1"}}\
            """;
    private static final String POLL_JAAS =
            """
            {"eventType":"POLL_ANSWER","sessionId":"s-1","timestamp":1791284460143,"data":{\
            "pollId":"p","answers":[{"key":1,"name":"a","value":true}],"durationSec":12,\
            "user":{"id":"m-7"},"grantedTo":{"participantJid":"5a@8x8.vc"},"initiatorId":"t-2"}}\
            """;
    private static final String REMOVED_CLASSY =
            """
            {"eventId":"01K7A0G1AC1ERS000000000YD2","event":"participantRemoved",\
            "timestamp":"2026-10-06T13:00:20.120Z","sessionId":"cls-1",\
            "actor":{"id":"t-2","name":"Nora","role":"teacher"},\
            "data":{"target":{"id":null,"socketId":"k-9"},"reason":"kicked"}}\
            """;

    @Test
    void aNumberBeyondReckoningIsReadAndNotThrown() {
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Received.of(Format.XAPI, "{\"id\":1E99999999999}")))
                .isEqualTo(
                        "/actor xapi.actor.identifier,/object xapi.object.id,/verb/id"
                                + " xapi.verb.id");
    }

    @Test
    void aFormatThisVersionDoesNotKnowIsRefusedAsSuch() {
        for (Format format : EnumSet.of(Format.NUCLEUS)) {
            assertThat(Received.refusal(FailureKind.UNSUPPORTED, Received.of(format, "{}")))
                    .isEqualTo(" nucleus.format.known");
        }
    }

    @Test
    void bytesThatAreNoJsonObjectAreRefused() {
        for (String text : List.of("", "[]", "1", "{", "{} {}", "null")) {
            assertThat(Received.refusal(FailureKind.INVALID, Received.of(Format.XAPI, text)))
                    .isEqualTo(" json.syntax");
        }
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Received.of(
                                        Format.CALIPER,
                                        "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(" json.utf8");
    }

    @Test
    void brokenDocumentsNeverThrow() {
        Random random = new Random(5);
        List<String> samples =
                List.of(
                        Statements.statement(Received.ID),
                        Envelopes.event("urn:uuid:" + Received.ID),
                        LEFT_JITSI,
                        LEFT_JAAS,
                        POLL_JAAS,
                        REMOVED_CLASSY);
        List<String> values =
                List.of("null", "[]", "{}", "7", "\"\"", "true", "[null]", "{\"id\":1}");
        List<Format> formats =
                List.of(
                        Format.XAPI,
                        Format.CALIPER,
                        Format.JITSI,
                        Format.JAAS,
                        Format.JAAS,
                        Format.CLASSY);
        for (int i = 0; i < 60_000; i++) {
            String sample = samples.get(i % samples.size());
            String broken = replaceValue(sample, random, values.get(random.nextInt(values.size())));
            Format format = formats.get(i % formats.size());
            assertThatCode(() -> Normaliser.normalise(Received.of(format, broken)))
                    .as(broken)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void brokenMeetingsNeverThrow() {
        Random random = new Random(6);
        List<String> values =
                List.of(
                        "null",
                        "[]",
                        "{}",
                        "7",
                        "-1.5e300",
                        "\"\"",
                        "true",
                        "[null]",
                        "{\"id\":1}");
        List<ReceivedEvent> samples =
                Stream.of(
                                Meetings.resource("/chime/meeting-timeline.ndjson")
                                        .lines()
                                        .map(line -> Received.of(Format.CHIME, line)),
                                Meetings.resource("/bbb/webhook-timeline.ndjson")
                                        .lines()
                                        .map(line -> Meetings.bbb("webhook", line)),
                                Stream.of(
                                        Meetings.bbb(
                                                "raw",
                                                Meetings.resource("/bbb/webhook-raw-user-left.json")
                                                        .replaceAll("\\s", "")),
                                        Meetings.bbb(
                                                "callback",
                                                Meetings.resource("/bbb/analytics-callback.json"))))
                        .flatMap(stream -> stream)
                        .toList();
        for (int i = 0; i < 10_000; i++) {
            ReceivedEvent sample = samples.get(i % samples.size());
            String broken =
                    replaceValue(
                            new String(sample.payload(), StandardCharsets.UTF_8),
                            random,
                            values.get(random.nextInt(values.size())));
            ReceivedEvent received =
                    sample.format() == Format.CHIME
                            ? Received.of(Format.CHIME, broken)
                            : Meetings.bbb(sample.formatVersion(), broken);
            assertThatCode(() -> Normaliser.normalise(received))
                    .as(broken)
                    .doesNotThrowAnyException();
        }
    }

    /** Puts {@code value} behind one colon of the document, in place of what is there. */
    private static String replaceValue(String json, Random random, String value) {
        int colon = json.indexOf("\":", random.nextInt(json.length() - 60)) + 2;
        int end = colon;
        int depth = 0;
        while (depth > 0 || ",}]".indexOf(json.charAt(end)) < 0) {
            depth +=
                    switch (json.charAt(end)) {
                        case '{', '[' -> 1;
                        case '}', ']' -> -1;
                        default -> 0;
                    };
            end++;
        }
        return json.substring(0, colon) + value + json.substring(end);
    }
}

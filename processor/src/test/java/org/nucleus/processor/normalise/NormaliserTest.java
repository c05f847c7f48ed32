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
    @Test
    void aFormatThisVersionDoesNotKnowIsRefusedAsSuch() {
        for (Format format :
                EnumSet.of(
                        Format.CANVAS,
                        Format.JITSI,
                        Format.JAAS,
                        Format.CLASSY,
                        Format.JSON,
                        Format.NUCLEUS)) {
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
                        Envelopes.event("urn:uuid:" + Received.ID));
        List<String> values =
                List.of("null", "[]", "{}", "7", "\"\"", "true", "[null]", "{\"id\":1}");
        for (int i = 0; i < 20_000; i++) {
            String sample = samples.get(i % 2);
            String broken = replaceValue(sample, random, values.get(random.nextInt(values.size())));
            Format format = i % 2 == 0 ? Format.XAPI : Format.CALIPER;
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

package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.testkit.Envelopes;
import org.nucleus.testkit.Statements;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

final class NormaliserTest {
    @Test
    void aFormatThisVersionDoesNotKnowIsRefusedAsSuch() {
        for (Format format :
                EnumSet.complementOf(EnumSet.of(Format.XAPI, Format.CALIPER, Format.CANVAS))) {
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

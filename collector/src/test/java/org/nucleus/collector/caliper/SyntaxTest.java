package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;

import java.time.Instant;
import java.util.HexFormat;

/** {@link Utf8} and {@link Lexical}. */
class SyntaxTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "41", "C3A9", "E0A080", "ED9FBF", "EE8080", "F0908080", "F48FBFBF"})
    void takesWellFormedUtf8(String hex) {
        assertThat(Utf8.fault(Slice.of(HexFormat.of().parseHex(hex)))).isEmpty();
        assertThat(
                        Utf8.fault(
                                Slice.of(
                                        HexFormat.of()
                                                .parseHex("41".repeat(9) + hex + "42".repeat(9)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "80",
                "C0AF",
                "C1BF",
                "C3",
                "C341",
                "E08080",
                "E09FBF",
                "EDA080",
                "EDBFBF",
                "E0A0",
                "E0A041",
                "F0808080",
                "F08FBFBF",
                "F4908080",
                "F5808080",
                "F09080",
                "FE",
                "FF"
            })
    void refusesOverlongSurrogateAndBrokenUtf8(String hex) {
        assertThat(Utf8.fault(Slice.of(HexFormat.of().parseHex(hex)))).isPresent();
        assertThat(
                        Utf8.fault(
                                Slice.of(
                                        HexFormat.of()
                                                .parseHex("41".repeat(9) + hex + "42".repeat(9)))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000Z",
                "2026-12-31T23:59:59.999Z",
                "2000-02-29T12:00:00.001Z",
                "1969-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00.000Z",
                "9999-12-31T00:00:00.000Z"
            })
    void readsTheTimesTheJdkReads(String text) {
        assertThat(Lexical.epochMillis(text.toCharArray(), 0, text.length()))
                .isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29T00:00:00.000Z",
                "2100-02-29T00:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-04-31T00:00:00.000Z",
                "2026-04-30T24:00:00.000Z",
                "2026-04-30T00:60:00.000Z",
                "2026-04-30T00:00:60.000Z",
                "2026-04-30 00:00:00.000Z",
                "2026-04-30T00:00:00,000Z",
                "2026-04-30T00:00:00.000z",
                "2026-04-30T00:00:00.0000Z",
                "2026-04-30T00:00:00Z"
            })
    void refusesOtherTimes(String text) {
        assertThat(Lexical.epochMillis(text.toCharArray(), 0, text.length()))
                .isEqualTo(Lexical.NO_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "PT30M54S, true",
        "P1Y2M3W4DT5H6M7.5S, true",
        "PT0S, true",
        "P2W, true",
        "PT0.5H, true",
        "P, false",
        "PT, false",
        "P1DT, false",
        "1D, false",
        "P1H, false",
        "PT1D, false",
        "PT1S1M, false",
        "P-1D, false",
        "PT1.S, false",
        "p1d, false",
        "'', false"
    })
    void tellsDurations(String text, boolean expected) {
        assertThat(Lexical.isDuration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/a?b[]=c#d, true",
        "urn:x:1, true",
        "mailto:a@x.example, true",
        "HTTP://x, true",
        "tag:ä.example:é, true",
        "_:b0, true",
        "_:, false",
        "x, false",
        ":x, false",
        "x:, false",
        "1x:y, false",
        "//x.example, false",
        "'x: y', false",
        "x:<y>, false",
        "x:{y}, false",
        "'', false"
    })
    void tellsIrisAndBlankNodes(String text, boolean expected) {
        assertThat(Lexical.isIriOrBlank(text.toCharArray(), 0, text.length())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:\uD800", "x:\uDC00\uD800", "x:\uD800y", "x:\u0080", "x:\t"})
    void refusesIrisWithHalfCharactersAndControls(String text) {
        assertThat(Lexical.isIri(text.toCharArray(), 0, text.length())).isFalse();
    }
}

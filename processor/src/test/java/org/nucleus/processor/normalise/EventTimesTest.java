package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

final class EventTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-02T09:12:00Z, 2026-11-02T09:12:00Z",
        "2026-11-02T09:12:00, 2026-11-02T09:12:00Z",
        "2026-11-02t09:12:00.5z, 2026-11-02T09:12:00.500Z",
        "2026-11-02 09:12:00.123999999999+00:00, 2026-11-02T09:12:00.123Z",
        "2026-11-02T09:12:00+05:30, 2026-11-02T03:42:00Z",
        "2026-11-02T23:12:00-0330, 2026-11-03T02:42:00Z",
        "2026-11-02T09:12:00+23:59, 2026-11-01T09:13:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2026-11-02T09:12:00+02, 2026-11-02T07:12:00Z",
        "2026-11-02 09:12:00 -0300, 2026-11-02T12:12:00Z"
    })
    void readsEveryFormThatTheCollectorTakes(String text, Instant time) {
        assertThat(EventTimes.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-11-02", "2026-02-30T00:00:00Z", "1793610000", "2026-11-02T09:12Z"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(EventTimes.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1791284400, 2026-10-06T11:00:00Z",
        "1791284400.5, 2026-10-06T11:00:00.500Z",
        "1791284400143, 2026-10-06T11:00:00.143Z",
        "'\"1791284400\"', 2026-10-06T11:00:00Z",
        "'\"2026-10-06T11:00:00Z\"', 2026-10-06T11:00:00Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "0, 1970-01-01T00:00:00Z"
    })
    void numbersAreSecondsOrMilliseconds(String json, Instant time) {
        assertThat(EventTimes.of(value(json))).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "253402300800000",
                "12345678901234567890123",
                "1e999",
                "null",
                "true",
                "[]",
                "\"\"",
                "\"1e3\""
            })
    void whatIsNoMomentIsNone(String json) {
        assertThat(EventTimes.of(value(json))).isEmpty();
    }

    private static JsonNode value(String json) {
        return Json.parse("{\"time\":" + json + "}").orElseThrow().get("time");
    }
}

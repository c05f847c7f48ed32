package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

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
}

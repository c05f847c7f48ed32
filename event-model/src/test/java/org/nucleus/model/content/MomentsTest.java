package org.nucleus.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-10-06T09:14:07.318Z, 2026-10-06T09:14:07.318Z",
        "2026-10-06T11:14:07.3+02:00, 2026-10-06T09:14:07.3Z",
        "2026-10-06T09:14:07, 2026-10-06T09:14:07Z",
        "2026-10-06t00:14:07-0930, 2026-10-06T09:44:07Z",
        "2026-10-06 00:14:07-09:30, 2026-10-06T09:44:07Z",
        "2026-10-06T09:14:07+05, 2026-10-06T04:14:07Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2026-10-06T09:14:07.1234567891Z, 2026-10-06T09:14:07.123456789Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "2026-02-30T09:14:07Z, ",
        "2026-10-06, ",
        "Tue 6 Oct 2026 09:14:07 GMT, "
    })
    void namesTheMomentOfATimestamp(String text, Instant moment) {
        assertThat(Moments.parse(text).orElse(null)).isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, true",
        "0000-12-31T23:59:59.999999999Z, false",
        "9999-12-31T23:59:59.999999999Z, true",
        "+10000-01-01T00:00:00Z, false"
    })
    void knowsTheYearsThatEveryTableHolds(Instant moment, boolean held) {
        assertThat(Moments.isInRange(moment)).isEqualTo(held);
    }
}

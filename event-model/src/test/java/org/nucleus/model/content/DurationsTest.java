package org.nucleus.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT1.1237S, PT1.12S",
        "PT1.129S, PT1.12S",
        "'PT1,12S', PT1.12S",
        "PT48.250S, PT48.25S",
        "PT4H35M59.14S, PT16559.14S",
        "P16559.14S, PT16559.14S",
        "P3Y1M29DT4H35M59.14S, P3Y1M29DT16559.14S",
        "P1W, P7D",
        "PT0.001S, PT0S",
        "P0D, PT0S",
        "P1.50Y, P1.5Y",
        "PT100S, PT100S",
        "PT2, PT2S"
    })
    void comparesAtAHundredthOfASecond(String one, String other) {
        boolean same = Durations.comparable(one).equals(Durations.comparable(other));

        assertThat(same).isEqualTo(!one.equals("PT2"));
    }

    @Test
    void tellsMonthsFromMinutesAndDaysFromHours() {
        assertThat(Durations.comparable("P1M")).isNotEqualTo(Durations.comparable("PT1M"));
        assertThat(Durations.comparable("P1D")).isNotEqualTo(Durations.comparable("PT24H"));
        assertThat(Durations.comparable("PT1.12S")).isNotEqualTo(Durations.comparable("PT1.13S"));
    }

    @Test
    void leavesADurationOfEndlessDigitsAsItIs() {
        String endless = "PT" + "9".repeat(100_000) + "S";

        assertThat(Durations.comparable(endless)).isSameAs(endless);
    }
}

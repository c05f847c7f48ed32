package org.nucleus.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

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
        "PT100.50S, PT100.5S",
        "PT00.5S, PT0.50S",
        "PT0100S, PT100S",
        "PT1.S, PT1.S",
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
    void comparesEverydayDurationsLikeAllOthers() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            String date = part(random, "Y") + part(random, "M") + part(random, "D");
            String time = part(random, "H") + part(random, "M") + seconds(random);
            String duration = "P" + date + (time.isEmpty() ? "" : "T" + time);
            if (duration.length() > 1) {
                assertThat(Durations.comparable(duration))
                        .as(duration)
                        .isEqualTo(Durations.exact(duration));
            }
        }
    }

    private static String part(Random random, String unit) {
        return random.nextInt(3) > 0
                ? ""
                : "0".repeat(random.nextInt(2)) + random.nextInt(70) + unit;
    }

    private static String seconds(Random random) {
        return random.nextInt(3) == 0
                ? ""
                : random.nextInt(90)
                        + (random.nextBoolean()
                                ? ""
                                : "." + "0".repeat(random.nextInt(3)) + random.nextInt(2_000))
                        + "S";
    }

    @Test
    void leavesADurationOfEndlessDigitsAsItIs() {
        String endless = "PT" + "9".repeat(100_000) + "S";

        assertThat(Durations.comparable(endless)).isSameAs(endless);
    }
}

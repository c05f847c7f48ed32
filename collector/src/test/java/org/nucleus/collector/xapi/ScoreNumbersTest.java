package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class ScoreNumbersTest {
    private static final List<String> ODD =
            List.of(
                    "0",
                    "-0",
                    "0.0",
                    "1",
                    "-1",
                    "1.0",
                    "1.000000",
                    "1.0000001",
                    "-1.0000001",
                    "0.9999999",
                    "1e0",
                    "10e-1",
                    "1E2",
                    "999999999999",
                    "-99999999999",
                    "9999999999999999999999",
                    "0.0000000000000000001",
                    "-1e-7",
                    "1e400",
                    "12.5");

    @Test
    void findsTheFaultsThatExactNumbersHave() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String[] texts = new String[4];
            ScoreNumbers numbers = new ScoreNumbers();
            for (int which = 0; which < texts.length; which++) {
                if (random.nextInt(5) > 0) {
                    texts[which] = number(random);
                    assertThat(keep(numbers, which, texts[which])).isTrue();
                }
            }

            assertThat(numbers.faults())
                    .as(Arrays.toString(texts))
                    .isEqualTo(
                            exactFaults(
                                    texts[ScoreNumbers.SCALED],
                                    texts[ScoreNumbers.RAW],
                                    texts[ScoreNumbers.MIN],
                                    texts[ScoreNumbers.MAX]));
        }
    }

    private static int exactFaults(String scaled, String raw, String min, String max) {
        return (scaled != null && new BigDecimal(scaled).abs().compareTo(BigDecimal.ONE) > 0
                        ? ScoreNumbers.SCALED_OUT
                        : 0)
                | (compared(raw, max) > 0 ? ScoreNumbers.ABOVE_MAX : 0)
                | (compared(min, raw) > 0 ? ScoreNumbers.BELOW_MIN : 0)
                | (min != null && max != null && compared(min, max) > 0
                        ? ScoreNumbers.MIN_ABOVE_MAX
                        : 0);
    }

    private static int compared(String one, String other) {
        return one == null || other == null
                ? 0
                : new BigDecimal(one).compareTo(new BigDecimal(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1E-99999999999"})
    void refusesWhatIsBeyondComparison(String text) {
        assertThat(keep(new ScoreNumbers(), ScoreNumbers.RAW, text)).isFalse();
    }

    private static boolean keep(ScoreNumbers numbers, int which, String text) {
        return numbers.keep(which, text.toCharArray(), text.length());
    }

    private static String number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> ODD.get(random.nextInt(ODD.size()));
            case 1 -> Integer.toString(random.nextInt(41) - 20);
            default -> BigDecimal.valueOf(random.nextInt(4_000_000) - 2_000_000, 6).toPlainString();
        };
    }
}

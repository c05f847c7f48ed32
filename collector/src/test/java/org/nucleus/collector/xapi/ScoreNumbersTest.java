package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
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
    void comparesAsExactNumbersDo() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String one = number(random);
            String other = random.nextInt(5) == 0 ? one : number(random);
            ScoreNumbers numbers = new ScoreNumbers();
            assertThat(keep(numbers, ScoreNumbers.RAW, one)).isTrue();
            assertThat(keep(numbers, ScoreNumbers.MAX, other)).isTrue();

            assertThat(numbers.compared(ScoreNumbers.RAW, ScoreNumbers.MAX))
                    .as(one + " and " + other)
                    .isEqualTo(new BigDecimal(one).compareTo(new BigDecimal(other)));
            assertThat(numbers.isWithinOne(ScoreNumbers.RAW))
                    .as(one)
                    .isEqualTo(new BigDecimal(one).abs().compareTo(BigDecimal.ONE) <= 0);
        }
    }

    @Test
    void whatIsNotThereIsNeitherMoreNorLess() {
        ScoreNumbers numbers = new ScoreNumbers();
        assertThat(keep(numbers, ScoreNumbers.RAW, "7")).isTrue();

        assertThat(numbers.has(ScoreNumbers.MAX)).isFalse();
        assertThat(numbers.compared(ScoreNumbers.RAW, ScoreNumbers.MAX)).isZero();
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

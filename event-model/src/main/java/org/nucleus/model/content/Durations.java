package org.nucleus.model.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as they compare: a hundredth of a second is the finest that counts, what is below is
 * cut off (xAPI 1.0.3 Data 4.6).
 */
final class Durations {
    private static final String AMOUNT = "(?:(\\d+(?:[.,]\\d+)?)%s)?";

    /** Years to seconds; the seconds also without the {@code T} before them. */
    private static final Pattern PARTS =
            Pattern.compile(
                    "P%s%s%s%s(?:T%s%s)?%s"
                            .formatted(
                                    amount('Y'),
                                    amount('M'),
                                    amount('W'),
                                    amount('D'),
                                    amount('H'),
                                    amount('M'),
                                    amount('S')));

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal SECONDS_A_MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal DAYS_A_WEEK = BigDecimal.valueOf(7);
    private static final int HUNDREDTHS = 2;

    /** Longer texts are no everyday durations; their arithmetic would cost too much. */
    private static final int LONGEST = 64;

    private Durations() {}

    /**
     * One text for all durations that are equal: {@code PT1.1237S} → {@code PT1.12S}, {@code
     * PT1H30M} → {@code PT5400S}, {@code P1W} → {@code P7D}. Years, months and days have no fixed
     * length and stay apart. What is no duration stays as it is.
     */
    static String comparable(String duration) {
        String everyday = EverydayDuration.comparable(duration);
        return everyday == null ? exact(duration) : everyday;
    }

    /** The same of any duration; slower. */
    static String exact(String duration) {
        Matcher parts = PARTS.matcher(duration);
        if (duration.length() > LONGEST || !parts.matches()) {
            return duration;
        }
        BigDecimal days = amount(parts, 3).multiply(DAYS_A_WEEK).add(amount(parts, 4));
        BigDecimal seconds =
                amount(parts, 5)
                        .multiply(SECONDS_AN_HOUR)
                        .add(amount(parts, 6).multiply(SECONDS_A_MINUTE))
                        .add(amount(parts, 7))
                        .setScale(HUNDREDTHS, RoundingMode.DOWN);
        String date = text(amount(parts, 1), "Y") + text(amount(parts, 2), "M") + text(days, "D");
        String time = text(seconds, "S");
        return date.isEmpty() && time.isEmpty()
                ? "PT0S"
                : "P" + date + (time.isEmpty() ? "" : "T" + time);
    }

    private static String amount(char unit) {
        return AMOUNT.formatted(unit);
    }

    private static BigDecimal amount(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits.replace(',', '.'));
    }

    private static String text(BigDecimal amount, String unit) {
        return amount.signum() == 0 ? "" : amount.stripTrailingZeros().toPlainString() + unit;
    }
}

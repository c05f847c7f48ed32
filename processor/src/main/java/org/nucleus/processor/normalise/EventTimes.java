package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times of senders: ISO 8601 in the extended format, any offset, UTC without one; {@code
 * yyyy-MM-dd HH:mm:ss Z}; epoch seconds below 10^11, epoch milliseconds from there on.
 */
final class EventTimes {
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,3})\\d*)?"
                            + "(?: ?[Zz]| UTC| ?([+-])(\\d{2}):?(\\d{2})?)?");
    private static final int MILLIS_DIGITS = 3;
    private static final Pattern EPOCH = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");
    private static final int MOST_DECIMALS = 20;
    private static final BigDecimal FIRST_MILLIS = BigDecimal.TEN.pow(11);

    /** The beginning of the year 1 in UTC, the first that a table can say. */
    private static final long FIRST = -62_135_596_800_000L;

    /** The end of the year 9999 in UTC, the last that a table can say. */
    private static final long LAST = 253_402_300_799_999L;

    private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(LAST);

    private EventTimes() {}

    /** The moment, cut to milliseconds; empty when the text is no time of the years 1 to 9999. */
    static Optional<Instant> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            long days = LocalDate.parse(time.group(1)).toEpochDay();
            long seconds = clock(time, 2, 3) + number(time.group(4));
            long offset = clock(time, 7, 8) * ("-".equals(time.group(6)) ? -1 : 1);
            long millis = (days * 86_400 + seconds - offset) * 1_000 + millis(time.group(5));
            return millis < FIRST || millis > LAST
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(millis));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }

    /** The moment a text or number says; empty when it says none. */
    static Optional<Instant> of(JsonNode time) {
        if (time.isNumber()) {
            return epoch(time.decimalValue());
        }
        if (!time.isTextual()) {
            return Optional.empty();
        }
        String text = time.textValue();
        return EPOCH.matcher(text).matches() ? epoch(new BigDecimal(text)) : parse(text);
    }

    private static Optional<Instant> epoch(BigDecimal number) {
        boolean sensible = number.signum() >= 0 && number.scale() <= MOST_DECIMALS;
        if (!sensible || number.compareTo(LAST_MILLIS) > 0) {
            return Optional.empty();
        }
        BigDecimal millis =
                number.compareTo(FIRST_MILLIS) < 0 ? number.movePointRight(MILLIS_DIGITS) : number;
        return Optional.of(Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValue()));
    }

    private static long clock(Matcher time, int hours, int minutes) {
        return number(time.group(hours)) * 3_600 + number(time.group(minutes)) * 60;
    }

    private static long millis(String digits) {
        return digits == null
                ? 0
                : Long.parseLong(digits + "0".repeat(MILLIS_DIGITS - digits.length()));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

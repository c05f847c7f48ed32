package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times of senders: ISO 8601 in the extended format, any offset, UTC without one; or
 * numbers since 1970, below 10<sup>11</sup> of seconds, else of milliseconds.
 */
final class EventTimes {
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,3})\\d*)?"
                            + "(?: ?[Zz]| ?([+-])(\\d{2}):?(\\d{2})?)?");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,15}");
    private static final int MILLIS_DIGITS = 3;
    private static final double FIRST_MILLIS = 1e11;

    /** The end of the year 9999, the last that the text form can say. */
    private static final double LAST_MILLIS = 253_402_300_799_999d;

    private EventTimes() {}

    /** The moment, cut to milliseconds; empty when the text is no time. */
    static Optional<Instant> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            long days = LocalDate.parse(time.group(1)).toEpochDay();
            long seconds = clock(time, 2, 3) + number(time.group(4));
            long offset = clock(time, 7, 8) * ("-".equals(time.group(6)) ? -1 : 1);
            return Optional.of(
                    Instant.ofEpochMilli(
                            (days * 86_400 + seconds - offset) * 1_000 + millis(time.group(5))));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }

    /** The moment that a text, or a number with or without quotes, says; empty where none does. */
    static Optional<Instant> of(JsonNode time) {
        if (time.isNumber()) {
            return ofNumber(time.decimalValue());
        }
        if (!time.isTextual()) {
            return Optional.empty();
        }
        String text = time.textValue();
        return DIGITS.matcher(text).matches() ? ofNumber(new BigDecimal(text)) : parse(text);
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        double rough = number.doubleValue();
        if (!(rough >= 0 && rough <= LAST_MILLIS)) {
            return Optional.empty();
        }
        BigDecimal millis = rough < FIRST_MILLIS ? number.movePointRight(MILLIS_DIGITS) : number;
        return Optional.of(Instant.ofEpochMilli(millis.longValue()));
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

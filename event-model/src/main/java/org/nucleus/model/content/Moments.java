package org.nucleus.model.content;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps of statements as moments (xAPI 1.0.3 Data 4.5, and RFC 3339 for 2.0): the zone as
 * {@code Z}, {@code ±hh:mm}, {@code ±hhmm}, {@code ±hh}, or UTC where none is given.
 */
public final class Moments {
    private static final Pattern TIMESTAMP =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9})\\d*)?"
                            + "(?:[Zz]|([+-])(\\d{2})(?::?(\\d{2}))?)?");
    private static final int NANOS_DIGITS = 9;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Moments() {}

    /**
     * The moment that a timestamp names, to nanoseconds; a leap second is the second after it.
     * Empty where the text is no timestamp.
     */
    public static Optional<Instant> parse(String text) {
        Matcher time = TIMESTAMP.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            long day = LocalDate.parse(time.group(1)).toEpochDay();
            long seconds = clock(time, 2, 3) + number(time.group(4));
            long offset = clock(time, 7, 8) * ("-".equals(time.group(6)) ? -1 : 1);
            return Optional.of(
                    Instant.ofEpochSecond(day * 86_400 + seconds - offset, nanos(time.group(5))));
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }

    /** Whether the moment is in the years 1 to 9999 of UTC, which every table and text can hold. */
    public static boolean isInRange(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }

    private static long clock(Matcher time, int hours, int minutes) {
        return number(time.group(hours)) * 3_600 + number(time.group(minutes)) * 60;
    }

    private static long nanos(String digits) {
        return digits == null
                ? 0
                : Long.parseLong(digits + "0".repeat(NANOS_DIGITS - digits.length()));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

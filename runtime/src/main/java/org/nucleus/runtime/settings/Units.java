package org.nucleus.runtime.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads positive numbers with units as operators write them. */
final class Units {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]*)");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Units() {}

    static Duration duration(String text) {
        Matcher amount = match(text);
        long number = Long.parseLong(amount.group(1));
        Duration duration = duration(number, amount.group(2));
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("out of range");
        }
        return duration;
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("unknown unit");
        };
    }

    static long bytes(String text) {
        Matcher amount = match(text);
        long number = Long.parseLong(amount.group(1));
        int doublings =
                switch (amount.group(2)) {
                    case "", "B" -> 0;
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> throw new IllegalArgumentException("unknown unit");
                };
        if (number == 0 || number > Long.MAX_VALUE >> doublings) {
            throw new IllegalArgumentException("out of range");
        }
        return number << doublings;
    }

    private static Matcher match(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new IllegalArgumentException("not a number with a unit");
        }
        return amount;
    }
}

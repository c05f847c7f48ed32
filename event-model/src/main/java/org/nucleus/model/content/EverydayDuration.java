package org.nucleus.model.content;

/**
 * Reads durations as most are written, of whole numbers and a point in the seconds at most, without
 * the arithmetic that all others need. Of one thread, for one text.
 */
final class EverydayDuration {
    private static final int HUNDREDTHS = 100;
    private static final int A_MINUTE = 60 * HUNDREDTHS;
    private static final int AN_HOUR = 60 * A_MINUTE;
    private static final int DAYS_A_WEEK = 7;
    private static final int MOST_DIGITS = 10;

    private final String text;
    private int at = 1;
    private boolean time;
    private long years;
    private long months;
    private long days;
    private long hundredths;

    private EverydayDuration(String text) {
        this.text = text;
    }

    /** The text by which {@link Durations} compare it; null where it is no everyday one. */
    static String comparable(String text) {
        EverydayDuration duration = new EverydayDuration(text);
        return text.startsWith("P") && text.length() > 2 && duration.parts()
                ? duration.written()
                : null;
    }

    private boolean parts() {
        while (at < text.length()) {
            if (text.charAt(at) == 'T') {
                time = true;
                at++;
            } else if (!part()) {
                return false;
            }
        }
        return true;
    }

    private boolean part() {
        int from = at;
        long number = digits(MOST_DIGITS);
        int length = at - from;
        int fraction = 0;
        boolean point = at < text.length() && text.charAt(at) == '.';
        if (point) {
            int first = ++at;
            fraction = (int) digits(2) * (at - first == 1 ? 10 : 1);
            if (at == first) {
                return false;
            }
        }
        return length > 0
                && length <= MOST_DIGITS
                && at < text.length()
                && (!point || text.charAt(at) == 'S')
                && add(number, fraction, text.charAt(at++));
    }

    /** The number of the first digits here; goes on behind all of them. */
    private long digits(int most) {
        long number = 0;
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = at - from < most ? number * 10 + text.charAt(at) - '0' : number;
            at++;
        }
        return number;
    }

    private boolean add(long number, int fraction, char unit) {
        switch (unit) {
            case 'Y' -> years += number;
            case 'W' -> days += number * DAYS_A_WEEK;
            case 'D' -> days += number;
            case 'H' -> hundredths += number * AN_HOUR;
            case 'S' -> hundredths += number * HUNDREDTHS + fraction;
            case 'M' -> {
                hundredths += time ? number * A_MINUTE : 0;
                months += time ? 0 : number;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private String written() {
        StringBuilder out = new StringBuilder("P");
        unit(years, 'Y', out);
        unit(months, 'M', out);
        unit(days, 'D', out);
        if (hundredths > 0 || out.length() == 1) {
            out.append('T').append(hundredths / HUNDREDTHS);
            long rest = hundredths % HUNDREDTHS;
            if (rest > 0) {
                out.append('.').append(rest / 10);
                if (rest % 10 > 0) {
                    out.append(rest % 10);
                }
            }
            out.append('S');
        }
        return out.toString();
    }

    private static void unit(long amount, char unit, StringBuilder out) {
        if (amount > 0) {
            out.append(amount).append(unit);
        }
    }
}

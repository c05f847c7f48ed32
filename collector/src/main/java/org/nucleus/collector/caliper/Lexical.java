package org.nucleus.collector.caliper;

import java.util.regex.Pattern;

/**
 * How Caliper writes identifiers, times and durations as text. Works on the parser's own character
 * buffer, so that checking makes no garbage.
 */
final class Lexical {
    /** Answer of {@link #epochMillis} for text that is no date and time. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final String TIME_SHAPE = "0000-00-00T00:00:00.000Z";

    /** Which ASCII characters may stand in an IRI. */
    private static final boolean[] IN_IRI = inIri();

    private static final String AMOUNT = "(?:\\d+(?:[.,]\\d+)?%s)?";
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)" + amounts("YMWD") + "(?:T(?=.)" + amounts("HMS") + ")?");

    private Lexical() {}

    /** An absolute IRI (RFC 3987), or a blank node identifier {@code _:x} (JSON-LD 1.0). */
    static boolean isIriOrBlank(char[] text, int offset, int length) {
        if (length > 2 && text[offset] == '_' && text[offset + 1] == ':') {
            return isIriTail(text, offset + 2, offset + length);
        }
        return isIri(text, offset, length);
    }

    /**
     * An absolute IRI: a scheme, a colon and characters that need no escape; brackets may be raw.
     */
    static boolean isIri(char[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end && isSchemeCharacter(text[at], at == offset)) {
            at++;
        }
        return at > offset && at + 1 < end && text[at] == ':' && isIriTail(text, at + 1, end);
    }

    /**
     * Milliseconds since 1970 of {@code YYYY-MM-DDTHH:mm:ss.SSSZ}; {@link #NO_TIME} for any other
     * form, for dates that do not exist and for the year 0, which no table holds.
     */
    static long epochMillis(char[] text, int offset, int length) {
        if (length != TIME_SHAPE.length()) {
            return NO_TIME;
        }
        for (int i = 0; i < length; i++) {
            char shape = TIME_SHAPE.charAt(i);
            char c = text[offset + i];
            if (shape == '0' ? !isDigit(c) : c != shape) {
                return NO_TIME;
            }
        }
        int year = number(text, offset, 4);
        int month = number(text, offset + 5, 2);
        int day = number(text, offset + 8, 2);
        int hour = number(text, offset + 11, 2);
        int minute = number(text, offset + 14, 2);
        int second = number(text, offset + 17, 2);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return NO_TIME;
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000 + number(text, offset + 20, 3);
    }

    /** An ISO 8601 duration: {@code PnYnMnWnDTnHnMnS}, parts in order, fractions allowed. */
    static boolean isDuration(CharSequence text) {
        return DURATION.matcher(text).matches();
    }

    private static String amounts(String units) {
        StringBuilder pattern = new StringBuilder();
        units.chars().forEach(unit -> pattern.append(AMOUNT.formatted((char) unit)));
        return pattern.toString();
    }

    private static long epochDay(int year, int month, int day) {
        long shifted = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shifted, 400L);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int number(char[] text, int offset, int digits) {
        int number = 0;
        for (int i = offset; i < offset + digits; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static boolean isIriTail(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c < 0x80 ? !IN_IRI[c] : c < 0xA0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == end || !Character.isSurrogatePair(c, text[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean[] inIri() {
        boolean[] inIri = new boolean[0x80];
        for (char c = '!'; c < 0x7F; c++) {
            inIri[c] = "<>\"{}|\\^`".indexOf(c) < 0;
        }
        return inIri;
    }

    private static boolean isSchemeCharacter(char c, boolean first) {
        char lower = (char) (c | 0x20);
        if (lower >= 'a' && lower <= 'z') {
            return true;
        }
        return !first && (isDigit(c) || c == '+' || c == '-' || c == '.');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

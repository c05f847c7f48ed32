package org.nucleus.collector.xapi;

import org.nucleus.model.content.Moments;

/**
 * Timestamps of statements. 1.0.3 takes ISO 8601 date and time in the extended format, with the
 * zone as {@code Z}, {@code ±hh:mm}, {@code ±hhmm}, {@code ±hh} or not said (then UTC); 2.0 takes
 * RFC 3339. Both refuse an offset of minus zero (xAPI 1.0.3 Data 4.5), and moments outside the
 * years 1 to 9999 of UTC, which no table holds.
 */
final class Timestamps {
    private static final int SHORTEST = "2026-10-06T09:14:07".length();

    private Timestamps() {}

    /** Whether the version takes the text as a timestamp. */
    static boolean valid(char[] text, int from, int to, XapiVersion version) {
        if (to - from < SHORTEST
                || !pattern(text, from)
                || !separator(text[from + 10], version)
                || !date(text, from)
                || number(text, from + 11, 2) > 23
                || number(text, from + 14, 2) > 59
                || number(text, from + 17, 2) > (number(text, from + 14, 2) == 59 ? 60 : 59)) {
            return false;
        }
        int zone = zoneStart(text, from, to);
        return zone > 0 && zone(text, zone, to, version) && inRange(text, from, to);
    }

    /** Whether it is in the years 1 to 9999 of UTC; only the years at the edges need arithmetic. */
    private static boolean inRange(char[] text, int from, int to) {
        int year = number(text, from, 4);
        return (year > 1 && year < 9999)
                || Moments.parse(new String(text, from, to - from))
                        .filter(Moments::isInRange)
                        .isPresent();
    }

    private static boolean pattern(char[] text, int from) {
        for (int i = 0; i < SHORTEST; i++) {
            char c = text[from + i];
            boolean fits =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> true;
                        case 13, 16 -> c == ':';
                        default -> c >= '0' && c <= '9';
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean separator(char c, XapiVersion version) {
        return c == 'T' || c == 't' || (c == ' ' && version == XapiVersion.V2_0_0);
    }

    private static boolean date(char[] text, int from) {
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int most =
                switch (month) {
                    case 1, 3, 5, 7, 8, 10, 12 -> 31;
                    case 4, 6, 9, 11 -> 30;
                    case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
                    default -> 0;
                };
        return day >= 1 && day <= most;
    }

    /** Where the zone starts, after the fraction; -1 if the fraction has no digits. */
    private static int zoneStart(char[] text, int from, int to) {
        int at = from + SHORTEST;
        if (at < to && text[at] == '.') {
            int digits = ++at;
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
            return at == digits ? -1 : at;
        }
        return at;
    }

    private static boolean zone(char[] text, int at, int to, XapiVersion version) {
        boolean loose = version == XapiVersion.V1_0_3;
        int length = to - at;
        if (length == 0) {
            return loose;
        }
        if (text[at] == 'Z' || text[at] == 'z') {
            return length == 1;
        }
        boolean shaped =
                switch (length) {
                    case 6 -> text[at + 3] == ':' && two(text, at + 1) && two(text, at + 4);
                    case 5 -> loose && two(text, at + 1) && two(text, at + 3);
                    case 3 -> loose && two(text, at + 1);
                    default -> false;
                };
        if (!shaped || (text[at] != '+' && text[at] != '-')) {
            return false;
        }
        int minutes = length == 3 ? 0 : number(text, to - 2, 2);
        int hours = number(text, at + 1, 2);
        return hours <= 23 && minutes <= 59 && (text[at] == '+' || hours + minutes > 0);
    }

    private static boolean two(char[] text, int at) {
        return text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    }

    private static int number(char[] text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}

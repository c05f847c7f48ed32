package org.nucleus.collector.xapi;

/**
 * ISO 8601 durations in the format with designators: {@code P3Y1M29DT4H35M59.14S} or {@code P4W}
 * (xAPI 1.0.3 Data 4.6). Seconds alone need no {@code T} before them, as in an example of the
 * specification: {@code P16559.14S}. The alternative format, signs and bare numbers ({@code PT2})
 * are none.
 */
final class Durations {
    private static final String DATE_UNITS = "YMD";
    private static final String TIME_UNITS = "HMS";

    private Durations() {}

    /** Whether the text is a duration; only its smallest part may have a fraction. */
    static boolean valid(char[] text, int from, int to) {
        if (to - from < 3 || text[from] != 'P') {
            return false;
        }
        boolean time = false;
        int unit = 0;
        int at = from + 1;
        while (at < to) {
            if (text[at] == 'T' && !time) {
                time = true;
                unit = 0;
                at++;
            }
            int designator = number(text, at, to);
            if (designator < 0) {
                return false;
            }
            boolean last = designator + 1 == to;
            if (text[designator] == 'W' || (text[designator] == 'S' && !time)) {
                return last && at == from + 1;
            }
            int found = (time ? TIME_UNITS : DATE_UNITS).indexOf(text[designator], unit);
            if (found < 0 || (!last && fraction(text, at, designator))) {
                return false;
            }
            unit = found + 1;
            at = designator + 1;
        }
        return true;
    }

    /** Index after digits with an optional fraction, or -1 if there are none or the text ends. */
    private static int number(char[] text, int from, int to) {
        int at = digits(text, from, to);
        if (at == from) {
            return -1;
        }
        if (at < to && (text[at] == '.' || text[at] == ',')) {
            int fraction = at + 1;
            at = digits(text, fraction, to);
            if (at == fraction) {
                return -1;
            }
        }
        return at < to ? at : -1;
    }

    private static int digits(char[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static boolean fraction(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '.' || text[i] == ',') {
                return true;
            }
        }
        return false;
    }
}

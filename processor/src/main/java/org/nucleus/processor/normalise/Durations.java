package org.nucleus.processor.normalise;

import java.time.Duration;

/** Lengths of time as numbers, made ISO 8601 texts. */
final class Durations {
    private static final double LONGEST_SECONDS = 1e9;
    private static final double MILLIS_A_SECOND = 1_000;

    private Durations() {}

    /** To the millisecond; null for none, a negative one and one of more than thirty years. */
    static String ofSeconds(Double seconds) {
        return seconds == null || seconds < 0 || seconds > LONGEST_SECONDS
                ? null
                : Duration.ofMillis(Math.round(seconds * MILLIS_A_SECOND)).toString();
    }

    /** The same of milliseconds. */
    static String ofMillis(Double millis) {
        return millis == null ? null : ofSeconds(millis / MILLIS_A_SECOND);
    }
}

package org.nucleus.collector.http;

import java.time.Clock;
import java.time.Instant;

/** The present time and its ISO 8601 text, made at most once a millisecond; for one event loop. */
final class ClockText {
    private final Clock clock;
    private long millis;
    private Instant now;
    private String text;

    ClockText(Clock clock) {
        this.clock = clock;
        set(clock.millis());
    }

    private void set(long epochMillis) {
        millis = epochMillis;
        now = Instant.ofEpochMilli(epochMillis);
        text = now.toString();
    }

    /** Millisecond precision. */
    Instant now() {
        long epochMillis = clock.millis();
        if (epochMillis != millis) {
            set(epochMillis);
        }
        return now;
    }

    /** The text of what {@link #now} last gave. */
    String text() {
        return text;
    }
}

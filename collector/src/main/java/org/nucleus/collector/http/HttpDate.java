package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;

import org.nucleus.runtime.net.HttpTime;

import java.time.Clock;
import java.time.Instant;

/** The value of {@code Date} (RFC 9110 6.6.1), made at most once a second. Safe on many threads. */
final class HttpDate {
    private static final long SECOND_MILLIS = 1000;

    private final Clock clock;
    private volatile Made made;

    private record Made(long second, CharSequence text) {
        static Made at(long second) {
            String text = HttpTime.of(Instant.ofEpochSecond(second));
            return new Made(second, HttpHeaders.createOptimized(text));
        }
    }

    HttpDate(Clock clock) {
        this.clock = clock;
        this.made = Made.at(second());
    }

    private long second() {
        return Math.floorDiv(clock.millis(), SECOND_MILLIS);
    }

    /** For an answer that is made now. */
    CharSequence text() {
        long second = second();
        Made latest = made;
        if (latest.second() != second) {
            latest = Made.at(second);
            made = latest;
        }
        return latest.text();
    }
}

package org.nucleus.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: doubles from 200 ms to 30 s, with half of it jitter. Used
 * by one thread.
 */
public final class Backoff {
    private static final long FIRST_MS = 200;
    private static final long MOST_MS = 30_000;
    private static final int MOST_DOUBLINGS = 8;

    private int failures;

    /** How long to wait now, after one more failure. */
    public Duration next() {
        long whole = Math.min(MOST_MS, FIRST_MS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }

    /** It works again: the next failure is a first one. */
    public void reset() {
        failures = 0;
    }
}

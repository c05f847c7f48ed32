package org.nucleus.node.send;

import java.time.Duration;
import java.util.Optional;

/** How long one request is repeated, with pauses that grow. */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final long deadline;
    private Duration pause = FIRST_PAUSE;

    /** Begins now. */
    Patience(Duration limit) {
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Waits before the next try.
     *
     * @param after what the collector asked for, in place of the next pause
     * @return false, without waiting, when it would last too long
     */
    boolean waits(Optional<Duration> after) throws InterruptedException {
        Duration wait = after.orElse(pause);
        if (System.nanoTime() + wait.toNanos() > deadline) {
            return false;
        }
        Thread.sleep(wait);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return true;
    }
}

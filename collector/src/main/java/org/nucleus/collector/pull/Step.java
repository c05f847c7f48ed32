package org.nucleus.collector.pull;

import java.time.Duration;
import java.util.Objects;

/** What a worker's step came to. */
sealed interface Step {
    /**
     * The place answered.
     *
     * @param rest before the next step
     */
    record Done(Duration rest) implements Step {
        public Done {
            Objects.requireNonNull(rest, "rest is null");
        }
    }

    /**
     * Nothing may be fetched for now, and nobody has to know.
     *
     * @param rest before the next step
     */
    record Idle(Duration rest) implements Step {
        public Idle {
            Objects.requireNonNull(rest, "rest is null");
        }
    }

    /**
     * Nothing can be fetched, as things are.
     *
     * @param reason one clause for the operator
     */
    record Hindered(String reason) implements Step {
        public Hindered {
            Objects.requireNonNull(reason, "reason is null");
        }
    }

    /** How soon to look again whether something may be fetched. */
    Duration LOOK_AGAIN = Duration.ofMillis(250);

    /** The one of a source that was paused or revoked. */
    Step CLOSED = new Idle(LOOK_AGAIN);

    /** The one of a source that has sent as much as it may, for so many nanoseconds. */
    static Step slowed(long nanos) {
        Duration wait = Duration.ofNanos(nanos);
        return new Idle(wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN);
    }
}

package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class BackoffTest {
    @Test
    void doublesToHalfAMinuteWithHalfOfItJitter() {
        Backoff backoff = new Backoff();
        long[] wholes = {200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000};
        for (long whole : wholes) {
            assertThat(backoff.next())
                    .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }
}

package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.nucleus.runtime.health.Health;

final class ThreadFailuresTest {
    private final ThreadFailures failures = new ThreadFailures();

    @Test
    void anotherThreadTakesThePlaceOfOneThatDied() {
        assertThat(failures.handle(new StreamsException("disk")))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(failures.check()).isEqualTo(Health.UP);
    }

    @Test
    void threadsThatKeepDyingAreUnhealthyAndComeBackLater() {
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThat(failures.handle(new StreamsException("disk is full")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }
        assertThat(System.nanoTime() - start).isGreaterThan(650_000_000L);
        assertThat(failures.check().toString()).contains("disk is full");
    }

    @Test
    void closingEndsTheWait() {
        failures.close();
        long start = System.nanoTime();
        for (int i = 0; i < 9; i++) {
            failures.handle(new StreamsException("disk"));
        }
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    void anErrorEndsTheJob() {
        assertThat(failures.handle(new StreamsException("x", new OutOfMemoryError("heap"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures.check()).isInstanceOf(Health.Down.class);
    }
}

package org.nucleus.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

final class FailuresTest {
    @Test
    void tellsTheInnermostCauseOnOneLine() {
        Throwable failure =
                new IllegalStateException(
                        "outer", new RuntimeException(new IOException("no space\n left")));

        assertThat(Failures.reason(failure)).isEqualTo("IOException: no space left");
    }

    @Test
    void tellsTheKindWhereThereIsNoMessage() {
        assertThat(Failures.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(Failures.reason(new IllegalStateException("x".repeat(1000))))
                .hasSize(201)
                .endsWith("…");
    }
}

package org.nucleus.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class HttpTimeTest {
    @Test
    void hasTwoDigitsEverywhere() {
        assertThat(HttpTime.of(Instant.parse("2025-06-03T07:09:05.999Z")))
                .isEqualTo("Tue, 03 Jun 2025 07:09:05 GMT");
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InflightBytesTest {
    private final InflightBytes inflight = new InflightBytes(800);

    @Test
    void anEighthMoreIsForWhatComesOnce() {
        assertThat(inflight.take(800)).isTrue();
        assertThat(inflight.take(1)).isFalse();

        assertThat(inflight.takeOnce(100)).isTrue();
        assertThat(inflight.takeOnce(1)).isFalse();
        assertThat(inflight.taken()).isEqualTo(900);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        assertThat(inflight.takeOnce(900)).isTrue();
        assertThat(inflight.take(1)).isFalse();

        inflight.giveBack(101);

        assertThat(inflight.take(1)).isTrue();
        assertThat(inflight.take(1)).isFalse();
    }
}

package org.nucleus.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Health DEGRADED = new Health.Degraded("a part is away");
    private static final Health DOWN = new Health.Down("all is away");

    @Test
    void ofTwoTheWorseCounts() {
        assertThat(Health.UP.or(DEGRADED)).isEqualTo(DEGRADED);
        assertThat(DEGRADED.or(Health.UP)).isEqualTo(DEGRADED);
        assertThat(DEGRADED.or(DOWN)).isEqualTo(DOWN);
        assertThat(DOWN.or(DEGRADED)).isEqualTo(DOWN);
        assertThat(Health.UP.or(Health.UP)).isEqualTo(Health.UP);
    }

    @Test
    void ofTwoAlikeTheFirstCounts() {
        assertThat(DOWN.or(new Health.Down("another"))).isEqualTo(DOWN);
        assertThat(DEGRADED.or(new Health.Degraded("another"))).isEqualTo(DEGRADED);
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

final class QuotaTest {
    private static final long NOW = 1_000_000;

    private final AtomicLong all = new AtomicLong();
    private final Quota quota = quota();

    private Quota quota() {
        return new Quota(new Quota.Bounds(1000, 4), all, NOW);
    }

    @Test
    void boundsBytes() {
        assertThat(quota.takeBytes(600)).isTrue();
        assertThat(quota.takeBytes(401)).isFalse();
        assertThat(quota.takeBytes(400)).isTrue();
        quota.giveBackBytes(1000);
        assertThat(quota.takeBytes(1000)).isTrue();
    }

    @Test
    void letsASourceThatIsAloneHaveEverything() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(quota.isExhausted(false, NOW)).isFalse();
            assertThat(quota.takePlace(1, false, NOW)).isTrue();
        }
    }

    @Test
    void letsABurstThroughAndRefusesWhatGoesOn() {
        int taken = 0;
        while (quota.takePlace(1, true, NOW)) {
            taken++;
        }
        assertThat(taken).isEqualTo(1004);
        assertThat(quota.isExhausted(true, NOW)).isTrue();
        long later = NOW + TimeUnit.SECONDS.toNanos(1);
        assertThat(quota.isExhausted(true, later)).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(quota.takePlace(1, true, later)).isTrue();
        }
        assertThat(quota.takePlace(1, true, later)).isFalse();
    }

    @Test
    void hasRoomAgainOncePlacesAreGivenBack() {
        do {
            assertThat(quota.isExhausted(true, NOW)).isFalse();
        } while (quota.takePlace(1, true, NOW) && !quota.isExhausted(true, NOW));
        quota.giveBackPlace(1001);
        assertThat(quota.isExhausted(true, NOW)).isFalse();
        assertThat(quota.takePlace(1, true, NOW)).isTrue();
        assertThat(quota.takePlace(1, true, NOW)).isFalse();
    }

    @Test
    void letsSourcesThatAreAllBusyHaveTheirParts() {
        Quota other = quota();
        for (int i = 0; i < 5000; i++) {
            assertThat(quota.takePlace(1, true, NOW)).isTrue();
            assertThat(other.takePlace(1, true, NOW)).isTrue();
        }
        other.giveBackPlace(5000);

        assertThat(quota.isExhausted(true, NOW)).isFalse();
        while (quota.takePlace(1, true, NOW)) {
            continue;
        }
        assertThat(quota.isExhausted(true, NOW)).isTrue();
        assertThat(all.get()).isEqualTo(6000);
    }

    @Test
    void letsThroughOneHeavyRequestAtATime() {
        while (quota.takePlace(1, true, NOW)) {
            continue;
        }
        quota.giveBackPlace(1004);

        assertThat(quota.takePlace(Quota.weight(1 << 20), true, NOW)).isTrue();
        assertThat(quota.takePlace(Quota.weight(0), true, NOW)).isFalse();
    }
}

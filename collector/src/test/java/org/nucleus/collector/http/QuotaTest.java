package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;

import java.util.concurrent.TimeUnit;

final class QuotaTest {
    private static final int MOST = 4;
    private static final Quota.Bounds BOUNDS = new Quota.Bounds(1000, MOST);

    private final long now = System.nanoTime();
    private final Quota quota = new Quota(BOUNDS, now);
    private final Quotas quotas = new Quotas(BOUNDS, new SourceRates(0), () -> false);

    @Test
    void boundsBytes() {
        assertThat(quota.takeBytes(600)).isTrue();
        assertThat(quota.takeBytes(401)).isFalse();
        assertThat(quota.takeBytes(400)).isTrue();
        quota.giveBackBytes(1000);
        assertThat(quota.takeBytes(1000)).isTrue();
    }

    @Test
    void letsABurstThroughAndRefusesWhatGoesOn() {
        exhaust(quota);
        assertThat(quota.places()).isEqualTo(1004);
        assertThat(quota.isExhausted(MOST, now)).isTrue();

        long later = now + TimeUnit.SECONDS.toNanos(1);
        assertThat(quota.isExhausted(MOST, later)).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(quota.takePlace(1, MOST, later)).isTrue();
        }
        assertThat(quota.takePlace(1, MOST, later)).isFalse();
    }

    @Test
    void hasRoomAgainOncePlacesAreGivenBack() {
        exhaust(quota);
        quota.giveBackPlace(1001);

        assertThat(quota.isExhausted(MOST, now)).isFalse();
        assertThat(quota.takePlace(1, MOST, now)).isTrue();
        assertThat(quota.isExhausted(MOST, now)).isTrue();
        assertThat(quota.takePlace(1, MOST, now)).isFalse();
    }

    @Test
    void letsThroughOneHeavyRequestAtATime() {
        exhaust(quota);
        quota.giveBackPlace(1004);

        assertThat(quota.takePlace(Quota.weight(1 << 20), MOST, now)).isTrue();
        assertThat(quota.takePlace(Quota.weight(0), MOST, now)).isFalse();
    }

    @Test
    void letsASourceThatIsAloneHaveAllItWants() {
        Quota alone = quotas.of(source("a"));
        alone.takePlace(500, Long.MAX_VALUE, now);

        assertThat(quotas.mostPlacesOf(alone, 1, now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void countsOnlySourcesThatWaitForTheLogOrDidWithinASecond() {
        Quota alone = quotas.of(source("a"));
        alone.takePlace(500, Long.MAX_VALUE, now);
        Quota refused = quotas.of(source("b"));
        assertThat(refused.takeBytes(1000)).isTrue();
        Quota answered = quotas.of(source("c"));
        long earlier = now - TimeUnit.SECONDS.toNanos(1);
        answered.takePlace(1, MOST, earlier);
        answered.giveBackPlace(1);

        assertThat(quotas.mostPlacesOf(alone, 1, now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void letsASourceHaveHalfOfEightTimesItsBoundBesideOneSmallSender() {
        Quota batches = quotas.of(source("a"));
        Quota small = quotas.of(source("b"));
        batches.takePlace(10, Long.MAX_VALUE, now);
        small.takePlace(1, MOST, now);

        assertThat(quotas.mostPlacesOf(batches, 1, now)).isEqualTo(8 * MOST / 2);
        assertThat(quotas.mostPlacesOf(small, 1, now)).isEqualTo(MOST);
    }

    @Test
    void boundsASourceWhileManyOthersWaitAndASecondLonger() {
        Quota flooding = quotas.of(source("a"));
        flooding.takePlace(500, Long.MAX_VALUE, now);
        for (int i = 0; i < 100; i++) {
            Quota other = quotas.of(source("b" + i));
            other.takePlace(1, MOST, now);
            other.giveBackPlace(1);
        }

        assertThat(quotas.mostPlacesOf(flooding, 1, now)).isEqualTo(MOST);
        long later = now + TimeUnit.SECONDS.toNanos(1);
        assertThat(quotas.mostPlacesOf(flooding, 1, later - 1)).isEqualTo(MOST);
        assertThat(quotas.mostPlacesOf(flooding, 1, later + TimeUnit.SECONDS.toNanos(1)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void letsASourceHaveTwiceWhatTheBusiestOfTheOthersHas() {
        Quota one = quotas.of(source("a"));
        Quota two = quotas.of(source("b"));
        one.takePlace(60, Long.MAX_VALUE, now);
        two.takePlace(50, Long.MAX_VALUE, now);

        assertThat(quotas.mostPlacesOf(one, 1, now)).isEqualTo(100);
        assertThat(quotas.mostPlacesOf(two, 1, now)).isEqualTo(120);
    }

    private void exhaust(Quota some) {
        while (some.takePlace(1, MOST, now)) {
            continue;
        }
    }

    private static Source source(String id) {
        return Source.withSecret(id, "t", Format.XAPI, SecretHash.of("s"), Source.State.ACTIVE);
    }
}

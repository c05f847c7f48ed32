package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.health.Health;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

final class InflightBytesTest {
    private final AtomicLong now = new AtomicLong();
    private final InflightBytes inflight = new InflightBytes(800, 200, now::get);

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

    @Test
    void strangersHaveRoomOfTheirOwn() {
        assertThat(inflight.takeForStranger(200)).isTrue();
        assertThat(inflight.takeForStranger(1)).isFalse();

        assertThat(inflight.take(800)).isTrue();
        assertThat(inflight.recognise(200)).isFalse();
        inflight.giveBack(200);
        assertThat(inflight.recognise(200)).isTrue();
        assertThat(inflight.takenByStrangers()).isZero();
        assertThat(inflight.taken()).isEqualTo(800);
    }

    @Test
    void isDownWhileItOnlyRefusesAndNothingEnds() {
        assertThat(inflight.take(800)).isTrue();
        pass(60);
        assertThat(inflight.check()).as("full, but nobody was refused").isEqualTo(Health.UP);

        assertThat(inflight.take(1)).isFalse();
        pass(4);
        assertThat(inflight.take(1)).isFalse();
        assertThat(inflight.check()).isEqualTo(Health.UP);
        pass(1);
        assertThat(inflight.check())
                .isInstanceOfSatisfying(
                        Health.Down.class,
                        down ->
                                assertThat(down.reason())
                                        .contains("for lack of room", "restart it"));

        inflight.giveBack(1);
        assertThat(inflight.check()).isEqualTo(Health.UP);
    }

    @Test
    void isUpWhileItRefusesAndSomethingEnds() {
        assertThat(inflight.take(800)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(inflight.take(1)).isFalse();
            pass(3);
            inflight.giveBack(1);
            assertThat(inflight.take(1)).isTrue();
        }
        assertThat(inflight.check()).isEqualTo(Health.UP);
    }

    @Test
    void isDegradedWhileItOnlyRefusesStrangers() {
        assertThat(inflight.takeForStranger(200)).isTrue();
        assertThat(inflight.takeForStranger(1)).isFalse();
        pass(5);

        assertThat(inflight.take(1)).isTrue();
        assertThat(inflight.check()).isInstanceOf(Health.Degraded.class);
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}

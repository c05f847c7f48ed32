package org.nucleus.collector.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

final class PaceTest {
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2);
    private static final Pace.Rate TEN = Pace.Rate.perSecond(10);

    private final Pace pace = new Pace(START);

    @Test
    void givesABurstOfOneSecondAndThenTheRate() {
        for (int i = 0; i < 10; i++) {
            assertThat(pace.take(1, TEN, START)).isZero();
        }
        assertThat(pace.take(1, TEN, START)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(pace.take(1, TEN, after(99))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(pace.take(1, TEN, after(100))).isZero();
        assertThat(pace.take(1, TEN, after(100))).isPositive();
    }

    @Test
    void saysWhenAllOfABatchWouldFit() {
        assertThat(pace.take(8, TEN, START)).isZero();

        long wait = pace.take(5, TEN, START);

        assertThat(wait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
        assertThat(pace.take(5, TEN, START + wait - 1)).isEqualTo(1);
        assertThat(pace.take(5, TEN, START + wait)).isZero();
    }

    @Test
    void givesMoreThanABurstOnlyWhenFullAndHasItPaidFor() {
        assertThat(pace.take(1, TEN, START)).isZero();
        assertThat(pace.take(50, TEN, START)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(pace.take(50, TEN, after(100))).isZero();

        assertThat(pace.take(1, TEN, after(100))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(4100));
        assertThat(pace.take(1, TEN, after(4200))).isZero();
    }

    @Test
    void takesNothingWhenAskedOnlyHowLong() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.wait(10, TEN, START)).isZero();
        }
        assertThat(pace.take(10, TEN, START)).isZero();
        assertThat(pace.wait(1, TEN, START)).isPositive();
    }

    @Test
    void isNoFullerAfterALongRest() {
        assertThat(pace.take(10, TEN, after(60_000))).isZero();
        assertThat(pace.take(1, TEN, after(60_000))).isPositive();
    }

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

package org.nucleus.collector.pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds something to a {@link Rate}: a token bucket kept as the one moment until which everything
 * taken so far is paid for (the generic cell rate algorithm). Full at first; any thread may take.
 */
public final class Pace {
    private final AtomicLong paidUntil;

    /**
     * How much of something may happen.
     *
     * @param nanosEach how long one takes to be paid for
     * @param burstNanos how far what was taken may be ahead
     */
    public record Rate(long nanosEach, long burstNanos) {
        public Rate {
            if (nanosEach < 0 || burstNanos < nanosEach) {
                throw new IllegalArgumentException("a burst has room for one");
            }
        }

        /** So many a second, and as many at once. */
        public static Rate perSecond(int count) {
            long second = TimeUnit.SECONDS.toNanos(1);
            return new Rate(second / count, second);
        }
    }

    /**
     * Starts full.
     *
     * @param nowNanos as {@link System#nanoTime} tells it, here and below
     */
    public Pace(long nowNanos) {
        paidUntil = new AtomicLong(nowNanos);
    }

    /**
     * Takes so many, all or none. More than a burst can be had while the bucket is full; what comes
     * after waits until that is paid for.
     *
     * @return 0 where they were taken, else in how many nanoseconds they could be
     */
    public long take(long count, Rate rate, long nowNanos) {
        while (true) {
            long before = paidUntil.get();
            long wait = wait(before, count, rate, nowNanos);
            if (wait > 0) {
                return wait;
            }
            long from = before - nowNanos > 0 ? before : nowNanos;
            if (paidUntil.compareAndSet(before, from + count * rate.nanosEach())) {
                return 0;
            }
        }
    }

    /** As {@link #take}, but takes nothing. */
    public long wait(long count, Rate rate, long nowNanos) {
        return wait(paidUntil.get(), count, rate, nowNanos);
    }

    private static long wait(long paidUntil, long count, Rate rate, long nowNanos) {
        long ahead = Math.max(0, paidUntil - nowNanos);
        long room = Math.max(0, rate.burstNanos() - count * rate.nanosEach());
        return Math.max(0, ahead - room);
    }
}

package org.nucleus.processor;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * Time for the stream job: begins with the clock's and from then on only runs forward. Commits and
 * punctuations are due by it; by the machine's clock none would be, after that is set back, until
 * it has caught up.
 */
final class SteadyTime implements Time {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final long startMillis;
    private final long startNanos;

    SteadyTime(Clock clock) {
        this.startMillis = clock.millis();
        this.startNanos = System.nanoTime();
    }

    @Override
    public long milliseconds() {
        return startMillis + (System.nanoTime() - startNanos) / NANOS_A_MILLI;
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        synchronized (monitor) {
            while (!condition.get()) {
                long left = deadlineMillis - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("the condition was not met before its deadline");
                }
                monitor.wait(left);
            }
        }
    }
}

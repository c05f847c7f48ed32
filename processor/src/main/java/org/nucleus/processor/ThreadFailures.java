package org.nucleus.processor;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens when a stream thread dies: another takes its place, later the more often it
 * happened, so that a broken disk or cluster neither ends the node nor makes it spin. An {@link
 * Error} ends the job, because nothing can be trusted after it.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ThreadFailures.class);
    private static final long FIRST_WAIT_MS = 100;
    private static final int MOST_DOUBLINGS = 7;
    private static final int UNHEALTHY_AFTER = 3;
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger recent = new AtomicInteger();
    private final AtomicReference<Failure> last = new AtomicReference<>();

    private record Failure(String reason, long nanoTime, boolean fatal) {}

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        int failures = isForgiven() ? 1 : recent.get() + 1;
        recent.set(failures);
        boolean fatal = isFatal(failure);
        last.set(new Failure(Failures.reason(failure), System.nanoTime(), fatal));
        log.atError()
                .addKeyValue("failures", failures)
                .setCause(failure)
                .log(fatal ? "Stream job ended" : "Stream thread ended, another takes its place");
        if (fatal) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        await(FIRST_WAIT_MS << Math.min(failures - 1, MOST_DOUBLINGS));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Down after an error, and while threads keep dying. */
    Health check() {
        Failure failure = last.get();
        boolean keepsDying = recent.get() >= UNHEALTHY_AFTER && !isForgiven();
        return failure != null && (failure.fatal || keepsDying)
                ? new Health.Down("stream threads fail: " + failure.reason)
                : Health.UP;
    }

    /** Ends every wait, so that closing is not held up. */
    void close() {
        closing.countDown();
    }

    private boolean isForgiven() {
        Failure failure = last.get();
        return failure == null
                || (!failure.fatal
                        && System.nanoTime() - failure.nanoTime > FORGIVEN_AFTER.toNanos());
    }

    private static boolean isFatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error) {
                return true;
            }
        }
        return false;
    }

    private void await(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                log.atDebug().log("Closing, so the thread is not waited for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

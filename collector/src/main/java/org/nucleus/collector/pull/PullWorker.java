package org.nucleus.collector.pull;

import org.nucleus.runtime.Backoff;
import org.nucleus.runtime.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pull point at work, on a thread of its own: fetches while that is wanted, looks again soon
 * while it is not, and after a failure waits longer each time. Never ends by itself.
 */
final class PullWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PullWorker.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final Supplier<PullWork> connect;
    private final PullMeters meters;
    private final Stop stop;
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * @param connect makes its work, on the worker's thread
     */
    PullWorker(String name, Supplier<PullWork> connect, PullMeters meters, Stop stop) {
        this.name = name;
        this.connect = connect;
        this.meters = meters;
        this.stop = stop;
        this.thread = Thread.ofPlatform().daemon().name("pull-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Degraded while the place does not answer. */
    Health check() {
        if (thread.getState() == Thread.State.TERMINATED) {
            return new Health.Degraded("pull " + name + " has ended");
        }
        return trouble.<Health>map(reason -> new Health.Degraded("pull " + name + ": " + reason))
                .orElse(Health.UP);
    }

    private void run() {
        PullWork work = null;
        try {
            Duration rest = Duration.ZERO;
            while (stop.rest(rest)) {
                try {
                    work = work == null ? connect.get() : work;
                    rest = after(work.step());
                } catch (SdkException e) {
                    troubled(AwsFailures.reason(e));
                    rest = backoff.next();
                } catch (RuntimeException | Error e) {
                    log.atError().addKeyValue("pull", name).setCause(e).log("Pull failed");
                    troubled("a defect: " + e.getClass().getSimpleName());
                    rest = backoff.next();
                }
            }
        } finally {
            if (work != null) {
                work.close();
            }
        }
    }

    private Duration after(Step step) {
        return switch (step) {
            case Step.Idle idle -> idle.rest();
            case Step.Hindered hindered -> {
                troubled(hindered.reason());
                yield Step.LOOK_AGAIN;
            }
            case Step.Done done -> {
                well();
                yield done.rest();
            }
        };
    }

    private void troubled(String reason) {
        meters.works(false);
        if (!trouble.equals(Optional.of(reason))) {
            trouble = Optional.of(reason);
            log.atWarn()
                    .addKeyValue("pull", name)
                    .addKeyValue("reason", reason)
                    .log("Nothing can be pulled");
        }
    }

    private void well() {
        meters.works(true);
        backoff.reset();
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            log.atInfo().addKeyValue("pull", name).log("Pull works again");
        }
    }

    /** Asks the worker to end, and does not wait. */
    void stop() {
        stop.ask();
    }

    /** Waits shortly for the step under way; what it held comes again. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.nucleus.runtime;

import org.nucleus.runtime.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches how many bytes are free for the data folder. Below a bound the disk is low, until a
 * quarter more than the bound is free again: whoever writes much stops meanwhile, so that what is
 * left remains for those who must write to stay whole, above all the embedded broker.
 */
public final class DiskSpace implements Service {
    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final LongSupplier free;
    private final long least;
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long seen = Long.MAX_VALUE;
    private volatile boolean low;
    private Thread thread;

    /**
     * @param free how many bytes are free; a failure to tell counts as none
     * @param least bytes that should be
     */
    public DiskSpace(LongSupplier free, long least) {
        this.free = free;
        this.least = least;
    }

    /** The space for an existing folder. */
    public static DiskSpace of(Path folder, long least) {
        return new DiskSpace(
                () -> {
                    try {
                        return Files.getFileStore(folder).getUsableSpace();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                least);
    }

    /** One that is never low. */
    public static DiskSpace unbounded() {
        return new DiskSpace(() -> Long.MAX_VALUE, 0);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void start() {
        look();
        thread = Thread.ofPlatform().daemon().name("disk-space").start(this::watch);
    }

    private void watch() {
        try {
            while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now; what runs does so four times a second. */
    void look() {
        seen = measured();
        boolean now = seen < (low ? least + least / 4 : least);
        if (now == low) {
            return;
        }
        low = now;
        log.atWarn()
                .addKeyValue("freeMiB", seen >> 20)
                .addKeyValue("neededMiB", least >> 20)
                .log(now ? "The disk is nearly full" : "The disk has room again");
        listeners.forEach(listener -> listener.accept(now));
    }

    private long measured() {
        try {
            return free.getAsLong();
        } catch (RuntimeException e) {
            return 0;
        }
    }

    /** Whether nothing more than is under way should be written. */
    public boolean isLow() {
        return low;
    }

    /** Whether so little is left that also what comes once must be refused. */
    public boolean isNearlyGone() {
        return low && seen < least / 4;
    }

    /**
     * Tells a listener now, where the disk is low, and at every change; on another thread. What it
     * throws would end the watch.
     *
     * @return what ends that
     */
    public Runnable onChange(Consumer<Boolean> listener) {
        listeners.add(listener);
        if (low) {
            listener.accept(true);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public Health check() {
        return low
                ? new Health.Degraded(
                        "the disk of data.dir is nearly full: %d MiB are free, %d are needed; free"
                                        .formatted(seen >> 20, (least + least / 4) >> 20)
                                + " some and the node continues")
                : Health.UP;
    }

    @Override
    public void close() {
        closing.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.nucleus.collector.http;

import org.nucleus.collector.pace.Pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What one source has of this node at the moment; shared by all event loops. */
final class Quota {
    /** A request counts once more for each of these bytes, as it takes as long as several. */
    private static final int BYTES_OF_ONE = 16 << 10;

    private static final long WAITED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is beyond a source's requests: a thousand at once, a hundred a second. */
    private static final Pace.Rate RESERVE =
            new Pace.Rate(TimeUnit.MILLISECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(10));

    private final Bounds bounds;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final Pace reserve;
    private volatile long latestNanos;

    /**
     * The same for all sources.
     *
     * @param bytes most bytes of bodies between arrival and answer
     * @param requests that may wait for the log while other sources send too, where none of these
     *     has half as many
     */
    record Bounds(long bytes, int requests) {}

    Quota(Bounds bounds, long nowNanos) {
        this.bounds = bounds;
        this.latestNanos = nowNanos - 2 * WAITED_NANOS;
        this.reserve = new Pace(nowNanos);
    }

    /** How many requests one with a body of so many bytes counts for. */
    static long weight(long bodyBytes) {
        return 1 + bodyBytes / BYTES_OF_ONE;
    }

    /** Takes room for so many bytes; false, and nothing taken, where there is none. */
    boolean takeBytes(long count) {
        if (bytes.addAndGet(count) > bounds.bytes()) {
            bytes.addAndGet(-count);
            return false;
        }
        return true;
    }

    /** Counts bytes that are here already. */
    void addBytes(long count) {
        bytes.addAndGet(count);
    }

    void giveBackBytes(long count) {
        bytes.addAndGet(-count);
    }

    /**
     * Whether another request would have to be refused.
     *
     * @param most as in {@link #takePlace}
     */
    boolean isExhausted(long most, long nowNanos) {
        long own = requests.get();
        return own > 0 && own + 1 > most && reserve.wait(1, RESERVE, nowNanos) > 0;
    }

    /**
     * Takes a request's place; false, and nothing taken, where there is none. There always is one
     * for a source that has none under way.
     *
     * @param most places it may have without drawing on its reserve
     */
    boolean takePlace(long weight, long most, long nowNanos) {
        latestNanos = nowNanos;
        long before = requests.getAndAdd(weight);
        if (before == 0
                || before + weight <= most
                || reserve.take(weight, RESERVE, nowNanos) == 0) {
            return true;
        }
        requests.addAndGet(-weight);
        return false;
    }

    /** Takes a request's place, whether there is one or not. */
    void addPlace(long weight, long nowNanos) {
        latestNanos = nowNanos;
        requests.addAndGet(weight);
    }

    void giveBackPlace(long weight) {
        requests.addAndGet(-weight);
    }

    /** Whether requests of it wait for the log, or began to within the last second. */
    boolean waits(long nowNanos) {
        return requests.get() > 0 || nowNanos - latestNanos < WAITED_NANOS;
    }

    /** The places it has. */
    long places() {
        return requests.get();
    }
}

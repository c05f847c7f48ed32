package org.nucleus.collector.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * So many bytes that requests may hold, over all event loops. Notices when it does nothing but
 * refuse: when nothing was taken or given back since the first refusal.
 */
final class Room {
    private static final long NEVER = Long.MIN_VALUE;

    private final long most;
    private final LongSupplier nanos;
    private final AtomicLong taken = new AtomicLong();
    private volatile long refusingSince = NEVER;

    /**
     * @param most bytes at a time
     * @param nanos the time, as {@link System#nanoTime} has it
     */
    Room(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Takes so many bytes; false, and nothing taken, where there is no room. */
    boolean take(long bytes) {
        return take(bytes, 0);
    }

    /** The same, with room for {@code beyond} bytes more than others have. */
    boolean take(long bytes, long beyond) {
        if (taken.addAndGet(bytes) > most + beyond) {
            taken.addAndGet(-bytes);
            refused();
            return false;
        }
        moved(bytes);
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
        moved(bytes);
    }

    private void refused() {
        if (refusingSince == NEVER) {
            refusingSince = nanos.getAsLong();
        }
    }

    private void moved(long bytes) {
        if (bytes > 0 && refusingSince != NEVER) {
            refusingSince = NEVER;
        }
    }

    long most() {
        return most;
    }

    long taken() {
        return taken.get();
    }

    /** For how long it has refused everything while nothing was given back; 0 where it has not. */
    long refusesOnlyForNanos() {
        long since = refusingSince;
        return since == NEVER ? 0 : nanos.getAsLong() - since;
    }
}

package org.nucleus.collector.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of all bodies between arrival and answer, over all event loops. */
final class InflightBytes {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    InflightBytes(long most) {
        this.most = most;
    }

    /** Takes room for so many bytes; false, and nothing taken, where there is none. */
    boolean take(long bytes) {
        return take(bytes, most);
    }

    /** The same for bytes that come once: an eighth of all is for them alone, beyond the rest. */
    boolean takeOnce(long bytes) {
        return take(bytes, most + most / 8);
    }

    private boolean take(long bytes, long bound) {
        if (taken.addAndGet(bytes) > bound) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}

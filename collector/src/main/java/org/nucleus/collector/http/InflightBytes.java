package org.nucleus.collector.http;

import org.nucleus.runtime.health.Health;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds the bytes of all bodies between arrival and answer, over all event loops. Senders that are
 * not known yet, since their credential comes with the body, have room of their own: whatever they
 * do, what is known to be a source's has all of its room.
 */
final class InflightBytes {
    /** Longer than any request that ends by itself may hold all others up. */
    private static final long REFUSES_ONLY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Health ONLY_REFUSES =
            new Health.Down(
                    "the collector refuses every request for lack of room and none under way ends;"
                        + " if that lasts longer than a minute, restart it and report a defect");
    private static final Health REFUSES_STRANGERS =
            new Health.Degraded(
                    "the collector refuses requests with their credential in the body, such as"
                            + " webhooks, for lack of room; look for a client that sends slowly or"
                            + " without a credential");

    private static final int STRANGERS_PART = 4;
    private static final int ONCE_PART = 8;

    private final Room known;
    private final Room strangers;

    /**
     * @param most bytes of requests whose sender is known
     * @param strangers most bytes of all others
     */
    InflightBytes(long most, long strangers) {
        this(most, strangers, System::nanoTime);
    }

    InflightBytes(long most, long strangers, LongSupplier nanos) {
        this.known = new Room(most, nanos);
        this.strangers = new Room(strangers, nanos);
    }

    /** A quarter as many for strangers, and at least two of the largest requests. */
    static InflightBytes of(HttpSettings settings) {
        long most = settings.inflightMaxBytes();
        return new InflightBytes(
                most, Math.max(most / STRANGERS_PART, 2 * settings.requestMaxBytes()));
    }

    /** Takes room for so many bytes; false, and nothing taken, where there is none. */
    boolean take(long bytes) {
        return known.take(bytes);
    }

    /** The same for bytes that come once: an eighth of all is for them alone, beyond the rest. */
    boolean takeOnce(long bytes) {
        return known.take(bytes, known.most() / ONCE_PART);
    }

    /** The same for bytes of a sender that is not known yet. */
    boolean takeForStranger(long bytes) {
        return strangers.take(bytes);
    }

    /** A stranger's bytes are a source's from here on; false, and nothing moved, without room. */
    boolean recognise(long bytes) {
        boolean room = known.take(bytes);
        if (room) {
            strangers.giveBack(bytes);
        }
        return room;
    }

    /** Whether there is room enough that no source has to keep to its part of it. */
    boolean isHalfFree() {
        return known.taken() <= known.most() / 2;
    }

    void giveBack(long bytes) {
        known.giveBack(bytes);
    }

    void giveBackForStranger(long bytes) {
        strangers.giveBack(bytes);
    }

    /** Of all. */
    long taken() {
        return known.taken() + strangers.taken();
    }

    /** Of senders that are not known yet. */
    long takenByStrangers() {
        return strangers.taken();
    }

    /** Down while requests of sources are only refused and none ends; degraded for strangers. */
    Health check() {
        if (known.refusesOnlyForNanos() >= REFUSES_ONLY_NANOS) {
            return ONLY_REFUSES;
        }
        return strangers.refusesOnlyForNanos() >= REFUSES_ONLY_NANOS
                ? REFUSES_STRANGERS
                : Health.UP;
    }
}

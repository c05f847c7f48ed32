package org.nucleus.collector.http;

import org.nucleus.model.Source;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What one request holds of the node's bounds and of its source's until it is over. Lives on one
 * event loop.
 */
final class Holding {
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long DISK_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Refusal DISK_FULL = new Refusal(Problem.diskFull(), false, DISK_NANOS);

    private final InflightBytes inflight;
    private final Quotas quotas;
    private final BooleanSupplier diskIsLow;
    private Source source;
    private Quota quota;
    private long bytes;
    private long weight;
    private boolean once;
    private boolean known;
    private boolean over;

    /**
     * Why there is no room.
     *
     * @param problem to answer with
     * @param calmly whether the answer should wait a little, since the source sends too much
     * @param retryNanos after which there should be room
     */
    record Refusal(Problem problem, boolean calmly, long retryNanos) {
        /** In whole seconds, rounded up, as {@code Retry-After} tells it (RFC 9110 10.2.3). */
        long retrySeconds() {
            return TimeUnit.NANOSECONDS.toSeconds(retryNanos - 1) + 1;
        }
    }

    Holding(InflightBytes inflight, Quotas quotas, BooleanSupplier diskIsLow) {
        this.inflight = inflight;
        this.quotas = quotas;
        this.diskIsLow = diskIsLow;
    }

    /**
     * From here on its source is known, which what it holds already counts for. An objection where
     * sources have no room for that.
     */
    Optional<Refusal> sentBy(Source sender) {
        if (quota == null && !over) {
            source = sender;
            quota = quotas.of(sender);
            quota.addBytes(bytes);
        }
        if (!known && bytes > 0 && !inflight.recognise(bytes)) {
            return Optional.of(noRoom());
        }
        known = true;
        return Optional.empty();
    }

    /**
     * Its sender does not send it again: there is room kept for it, and its source's bounds do not
     * hold while the log stalls. To be called before it holds anything.
     */
    void comesOnce() {
        once = true;
        known = true;
    }

    boolean isOnce() {
        return once;
    }

    /** What comes once goes to the spool as long as there is a place on disk at all. */
    private boolean isWithoutDisk() {
        return !once && diskIsLow.getAsBoolean();
    }

    private boolean isForgiven() {
        return once && quotas.logStalls();
    }

    /** Why a source may send nothing for now, whether this request is known to be its or not. */
    Optional<Refusal> objection(Source sender) {
        if (isWithoutDisk()) {
            return Optional.of(DISK_FULL);
        }
        if (isForgiven()) {
            return Optional.empty();
        }
        Quota asked = quotas.of(sender);
        long now = System.nanoTime();
        if (asked.isExhausted(quotas.mostPlacesOf(asked, 1, now), now)) {
            return Optional.of(tooMuch(sender));
        }
        return beyondRate(sender, quotas.rates().wait(sender, 1));
    }

    /** Takes room for bytes of the body. */
    Optional<Refusal> takeBytes(long count) {
        if (isWithoutDisk()) {
            return Optional.of(DISK_FULL);
        }
        if (over || !takeRoom(count)) {
            return Optional.of(noRoom());
        }
        bytes += count;
        if (quota == null || quota.takeBytes(count)) {
            return Optional.empty();
        }
        if (inflight.isHalfFree()) {
            quota.addBytes(count);
            return Optional.empty();
        }
        bytes -= count;
        inflight.giveBack(count);
        return Optional.of(tooMuch(source));
    }

    private boolean takeRoom(long count) {
        if (!known) {
            return inflight.takeForStranger(count);
        }
        return once ? inflight.takeOnce(count) : inflight.take(count);
    }

    /** Takes its place among the source's requests, and so many of the source's events; once. */
    Optional<Refusal> takePlace(int events) {
        if (over) {
            return Optional.of(noRoom());
        }
        long now = System.nanoTime();
        long needed = Quota.weight(bytes);
        if (isForgiven()) {
            quota.addPlace(needed, now);
            weight = needed;
            return Optional.empty();
        }
        if (!quota.takePlace(needed, quotas.mostPlacesOf(quota, needed, now), now)) {
            return Optional.of(tooMuch(source));
        }
        weight = needed;
        return beyondRate(source, quotas.rates().take(source, events));
    }

    private static Refusal noRoom() {
        return new Refusal(Problem.busy(), false, 2 * SOON_NANOS);
    }

    private Refusal tooMuch(Source sender) {
        return new Refusal(quotas.tooMuchOf(sender), true, SOON_NANOS);
    }

    private static Optional<Refusal> beyondRate(Source sender, long waitNanos) {
        return waitNanos == 0
                ? Optional.empty()
                : Optional.of(new Refusal(Problem.rate(sender.format()), true, waitNanos));
    }

    long bytes() {
        return bytes;
    }

    /** Gives everything back, and takes nothing from here on; harmless when done again. */
    void release() {
        over = true;
        if (known) {
            inflight.giveBack(bytes);
        } else {
            inflight.giveBackForStranger(bytes);
        }
        if (quota != null) {
            quota.giveBackBytes(bytes);
            quota.giveBackPlace(weight);
        }
        bytes = 0;
        weight = 0;
    }
}

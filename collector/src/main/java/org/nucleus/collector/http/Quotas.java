package org.nucleus.collector.http;

import org.nucleus.model.Source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What every source has of this node, and whether sources have to share it at the moment; shared by
 * all event loops.
 */
final class Quotas {
    private static final long CROWDED_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Quota.Bounds bounds;
    private final int eventsPerSecond;
    private final BooleanSupplier logStalls;
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Quota> bySource = new ConcurrentHashMap<>();
    private volatile Quota latest;
    private volatile long changedNanos = System.nanoTime() - CROWDED_FOR_NANOS;

    /**
     * @param eventsPerSecond of sources without a limit of their own, 0 for none
     * @param logStalls whether what is under way waits for the log alone, so that nobody is to
     *     blame
     */
    Quotas(Quota.Bounds bounds, int eventsPerSecond, BooleanSupplier logStalls) {
        this.bounds = bounds;
        this.eventsPerSecond = eventsPerSecond;
        this.logStalls = logStalls;
    }

    static Quotas of(HttpSettings settings, BooleanSupplier logStalls) {
        SourceSettings source = settings.source();
        int eventLoops = settings.eventLoopsOn(Runtime.getRuntime().availableProcessors());
        long most = settings.inflightMaxBytes();
        long share = most - most / 100 * (100 - source.inflightPercent());
        return new Quotas(
                new Quota.Bounds(
                        Math.max(share, 2 * settings.requestMaxBytes()),
                        source.requestsOn(eventLoops)),
                source.eventsPerSecond(),
                logStalls);
    }

    Quota of(Source source) {
        Quota found = bySource.get(source.id());
        return found != null
                ? found
                : bySource.computeIfAbsent(
                        source.id(), ignored -> new Quota(bounds, requests, System.nanoTime()));
    }

    /** Notes that a source sends. */
    void sends(Quota quota, long nowNanos) {
        Quota before = latest;
        if (before != quota) {
            latest = quota;
            if (before != null) {
                changedNanos = nowNanos;
            }
        }
    }

    /** Whether more than one source sent within the last second. */
    boolean crowded(long nowNanos) {
        return nowNanos - changedNanos < CROWDED_FOR_NANOS;
    }

    /** The rate of a source's events, where there is a limit. */
    Optional<Pace.Rate> eventRate(Source source) {
        int own = source.policy().eventsPerSecond();
        int limit = own > 0 ? own : eventsPerSecond;
        return limit > 0 ? Optional.of(Pace.Rate.perSecond(limit)) : Optional.empty();
    }

    /** Why a source that holds too much is refused: its own doing, unless the log stalls. */
    Problem tooMuchOf(Source source) {
        return logStalls.getAsBoolean() ? Problem.busy() : Problem.sourceBusy(source.format());
    }
}

package org.nucleus.collector.http;

import org.nucleus.collector.pace.SourceRates;
import org.nucleus.model.Source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What every source has of this node, and whether sources have to share it at the moment; shared by
 * all event loops.
 */
final class Quotas {
    /** How many times its bound a source may have alone, shared by all that wait for the log. */
    private static final long SHARED_BOUNDS = 8;

    /** So that looking at all sources costs nothing, however many there are. */
    private static final long PEAK_HOLDS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Quota.Bounds bounds;
    private final SourceRates rates;
    private final BooleanSupplier logStalls;
    private final Map<String, Quota> bySource = new ConcurrentHashMap<>();
    private volatile Peak peak = new Peak(System.nanoTime() - 2 * PEAK_HOLDS_NANOS, null, 0, 0, 0);

    /**
     * Who had most places at a moment.
     *
     * @param top the source with most, or null
     * @param second most of all the others
     * @param waiting how many sources waited for the log
     */
    private record Peak(long atNanos, Quota top, long most, long second, int waiting) {
        private long busiestBeside(Quota quota) {
            return top == quota ? second : most;
        }
    }

    /**
     * @param rates of the sources' events, over all ways in
     * @param logStalls whether what is under way waits for the log alone, so that nobody is to
     *     blame
     */
    Quotas(Quota.Bounds bounds, SourceRates rates, BooleanSupplier logStalls) {
        this.bounds = bounds;
        this.rates = rates;
        this.logStalls = logStalls;
    }

    static Quotas of(HttpSettings settings, SourceRates rates, BooleanSupplier logStalls) {
        SourceSettings source = settings.source();
        int eventLoops = settings.eventLoopsOn(Runtime.getRuntime().availableProcessors());
        long most = settings.inflightMaxBytes();
        long share = most - most / 100 * (100 - source.inflightPercent());
        return new Quotas(
                new Quota.Bounds(
                        Math.max(share, 2 * settings.requestMaxBytes()),
                        source.requestsOn(eventLoops)),
                rates,
                logStalls);
    }

    Quota of(Source source) {
        Quota found = bySource.get(source.id());
        return found != null
                ? found
                : bySource.computeIfAbsent(
                        source.id(), ignored -> new Quota(bounds, System.nanoTime()));
    }

    /**
     * How many places a source may have: all it wants while no other waits for the log; else its
     * bound, or twice what the busiest of the others has, since sources that are equally busy are
     * no flood; or its part of eight bounds, since few others need little.
     */
    long mostPlacesOf(Quota quota, long weight, long nowNanos) {
        long bound = bounds.requests();
        if (quota.places() + weight <= bound) {
            return bound;
        }
        Peak known = peak(nowNanos);
        int others = known.waiting() - (quota.waits(nowNanos) ? 1 : 0);
        return others <= 0
                ? Long.MAX_VALUE
                : Math.max(
                        Math.max(bound, 2 * known.busiestBeside(quota)),
                        SHARED_BOUNDS * bound / (others + 1));
    }

    private Peak peak(long nowNanos) {
        Peak known = peak;
        if (nowNanos - known.atNanos() > PEAK_HOLDS_NANOS) {
            known = look(nowNanos);
            peak = known;
        }
        return known;
    }

    private Peak look(long nowNanos) {
        Quota top = null;
        long most = 0;
        long second = 0;
        int waiting = 0;
        for (Quota quota : bySource.values()) {
            long places = quota.places();
            if (places > most) {
                second = most;
                most = places;
                top = quota;
            } else if (places > second) {
                second = places;
            }
            waiting += quota.waits(nowNanos) ? 1 : 0;
        }
        return new Peak(nowNanos, top, most, second, waiting);
    }

    /** How fast events may come. */
    SourceRates rates() {
        return rates;
    }

    /** Whether what is under way waits for the log alone. */
    boolean logStalls() {
        return logStalls.getAsBoolean();
    }

    /** Why a source that holds too much is refused: its own doing, unless the log stalls. */
    Problem tooMuchOf(Source source) {
        return logStalls() ? Problem.busy() : Problem.sourceBusy(source.format());
    }
}

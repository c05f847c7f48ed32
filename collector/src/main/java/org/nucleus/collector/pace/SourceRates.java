package org.nucleus.collector.pace;

import org.nucleus.model.Source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many events each source may still send, whichever way they come in: doors refuse what is
 * beyond, large files and what is fetched wait. Shared by all threads of a process.
 */
public final class SourceRates {
    private final int eventsPerSecond;
    private final Map<String, Pace> bySource = new ConcurrentHashMap<>();

    /**
     * Nobody has sent anything yet.
     *
     * @param eventsPerSecond of sources without a limit of their own, 0 for none
     */
    public SourceRates(int eventsPerSecond) {
        this.eventsPerSecond = eventsPerSecond;
    }

    /**
     * Takes so many events, all or none.
     *
     * @return 0 where they were taken, else in how many nanoseconds they could be
     */
    public long take(Source source, int events) {
        int limit = limit(source);
        return limit == 0
                ? 0
                : pace(source).take(events, Pace.Rate.perSecond(limit), System.nanoTime());
    }

    /** As {@link #take}, but takes nothing. */
    public long wait(Source source, int events) {
        int limit = limit(source);
        return limit == 0
                ? 0
                : pace(source).wait(events, Pace.Rate.perSecond(limit), System.nanoTime());
    }

    private int limit(Source source) {
        int own = source.policy().eventsPerSecond();
        return own > 0 ? own : eventsPerSecond;
    }

    private Pace pace(Source source) {
        Pace found = bySource.get(source.id());
        return found != null
                ? found
                : bySource.computeIfAbsent(source.id(), ignored -> new Pace(System.nanoTime()));
    }
}

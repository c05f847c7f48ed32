package org.nucleus.node.services;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;

import org.nucleus.model.Topic;
import org.nucleus.runtime.Metrics;

/**
 * What became of the events that a process has received since it started. A record that tells of
 * several things counts as one event until it is read, and as several from then on; one that only
 * describes a thing counts as none.
 *
 * @param good in the table of events
 * @param failed in the table of failed events
 * @param duplicate seen before, and passed over
 * @param onTheWay on the log, and in no table yet
 */
public record Counts(long good, long failed, long duplicate, long onTheWay) {
    private static final String COLLECT = "collect";
    private static final String DEDUPLICATE = "deduplicate";
    private static final String REJECTED = "rejected";
    private static final String ACCEPTED = "accepted";

    /** Where the counts are read. */
    public interface Meters {
        /** How many events {@code stage} has dealt with so, over all tenants and sources. */
        long events(String stage, String outcome);

        /** How many received records the processor has read. */
        long processed();

        /** How many records of {@code topic} its sinks have committed, rejected ones included. */
        long sinkRows(Topic topic);

        /** How many records of {@code topic} its sinks could not store. */
        long sinkRejected(Topic topic);
    }

    /** All of them. */
    public long received() {
        return good + failed + duplicate + onTheWay;
    }

    /** The counts as {@code meters} have them now. */
    public static Counts of(Meters meters) {
        long unread = atLeastZero(meters.events(COLLECT, ACCEPTED) - meters.processed());
        long unstored = meters.sinkRejected(Topic.EVENTS_ENRICHED);
        long through = atLeastZero(meters.events(DEDUPLICATE, ACCEPTED) - unstored);
        long refused =
                meters.events(COLLECT, REJECTED)
                        + meters.events("normalise", REJECTED)
                        + meters.events(DEDUPLICATE, REJECTED)
                        + unstored;
        long stored = atLeastZero(meters.sinkRows(Topic.EVENTS_ENRICHED) - unstored);
        long good = Math.min(through, stored);
        long failed = Math.min(refused, meters.sinkRows(Topic.EVENTS_FAILED));
        return new Counts(
                good,
                failed,
                meters.events(DEDUPLICATE, "duplicate"),
                unread + (through - good) + (refused - failed));
    }

    static Counts of(MeterRegistry registry) {
        return of(
                new Meters() {
                    @Override
                    public long events(String stage, String outcome) {
                        return sum(
                                registry.find(Metrics.EVENTS)
                                        .tag(Metrics.STAGE, stage)
                                        .tag(Metrics.OUTCOME, outcome));
                    }

                    @Override
                    public long processed() {
                        return sum(registry.find(Metrics.PROCESSED_RECORDS));
                    }

                    @Override
                    public long sinkRows(Topic topic) {
                        return sum(
                                registry.find("nucleus.sink.rows")
                                        .tag(Metrics.TOPIC, topic.name()));
                    }

                    @Override
                    public long sinkRejected(Topic topic) {
                        return sum(
                                registry.find("nucleus.sink.rejected")
                                        .tag(Metrics.TOPIC, topic.name()));
                    }
                });
    }

    private static long sum(Search counters) {
        return (long) counters.counters().stream().mapToDouble(Counter::count).sum();
    }

    private static long atLeastZero(long number) {
        return Math.max(0, number);
    }
}

package org.nucleus.node.services;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.runtime.Metrics;

/**
 * How many events went where since the process started.
 *
 * @param received put on the log by the collector
 * @param enriched normalised and seen for the first time
 * @param failed refused by a stage
 * @param waiting on the log, and not in the tables yet
 */
public record Counts(long received, long enriched, long failed, long waiting) {
    /** Where the counts are read. */
    public interface Meters {
        /** How many events {@code stage} has dealt with so, over all tenants and sources. */
        long events(String stage, String outcome);

        /** How many records all sinks together are behind. */
        long sinkLag();
    }

    /** The counts as {@code meters} have them now. */
    public static Counts of(Meters meters) {
        return new Counts(
                meters.events("collect", "accepted"),
                meters.events("deduplicate", "accepted"),
                meters.events("collect", "rejected")
                        + meters.events("normalise", "rejected")
                        + meters.events("deduplicate", "rejected"),
                meters.sinkLag());
    }

    static Counts of(MeterRegistry registry) {
        return of(
                new Meters() {
                    @Override
                    public long events(String stage, String outcome) {
                        return (long)
                                registry
                                        .find(Metrics.EVENTS)
                                        .tag(Metrics.STAGE, stage)
                                        .tag(Metrics.OUTCOME, outcome)
                                        .counters()
                                        .stream()
                                        .mapToDouble(Counter::count)
                                        .sum();
                    }

                    @Override
                    public long sinkLag() {
                        return (long)
                                registry.find("nucleus.sink.lag").gauges().stream()
                                        .mapToDouble(Gauge::value)
                                        .sum();
                    }
                });
    }
}

package org.nucleus.processor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.nucleus.runtime.Metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the stages do. A transaction that is rolled back is counted again when it is
 * repeated: these are counts of work, not of events on the log.
 */
final class ProcessorMetrics {
    private static final String LATENCY = "nucleus.processor.latency";

    private record Key(String stage, String tenant, String source, String outcome) {}

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Counter records;
    private final Timer latency;

    ProcessorMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.records =
                Counter.builder(Metrics.PROCESSED_RECORDS)
                        .description("Records of events.received that were read")
                        .register(registry);
        this.latency =
                Metrics.latency(
                        registry, LATENCY, "From received by the collector to through all stages");
    }

    /** A record of {@code events.received} is read, whatever becomes of it. */
    void read() {
        records.increment();
    }

    void count(String stage, String tenant, String source, String outcome) {
        counters.computeIfAbsent(new Key(stage, tenant, source, outcome), this::register)
                .increment();
    }

    /** An event is through all stages; a collector's clock ahead of ours makes that no time. */
    void through(Instant receivedTime) {
        Duration taken = Duration.between(receivedTime, clock.instant());
        latency.record(taken.isNegative() ? Duration.ZERO : taken);
    }

    private Counter register(Key key) {
        return Metrics.events(registry, key.stage, key.tenant, key.source, key.outcome);
    }
}

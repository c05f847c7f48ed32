package org.nucleus.runtime.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.nucleus.runtime.Metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What one sink measures of itself. */
final class SinkMetrics {
    private final Counter rows;
    private final Counter rejected;
    private final Counter failures;
    private final Timer commits;
    private final AtomicLong lag = new AtomicLong();

    SinkMetrics(MeterRegistry registry, String sink, String topic) {
        String[] tags = {Metrics.SINK, sink, Metrics.TOPIC, topic};
        this.rows =
                Counter.builder("nucleus.sink.rows")
                        .description("Records committed, with those that were rejected")
                        .tags(tags)
                        .register(registry);
        this.rejected =
                Counter.builder("nucleus.sink.rejected")
                        .description("Records that can never be stored, sent to events.failed")
                        .tags(tags)
                        .register(registry);
        this.failures =
                Counter.builder("nucleus.sink.failures")
                        .description("Batches given up and tried again")
                        .tags(tags)
                        .register(registry);
        this.commits =
                Metrics.latency(registry, "nucleus.sink.commits", "Commits to the target", tags);
        Gauge.builder("nucleus.sink.lag", lag, AtomicLong::get)
                .description("Records on the log that this copy has still to read")
                .tags(tags)
                .register(registry);
    }

    void committed(long batchRows, int batchRejected, Duration took) {
        rows.increment(batchRows);
        rejected.increment(batchRejected);
        commits.record(took);
    }

    void failed() {
        failures.increment();
    }

    void lag(long records) {
        lag.set(records);
    }
}

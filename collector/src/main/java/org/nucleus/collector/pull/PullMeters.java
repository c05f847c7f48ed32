package org.nucleus.collector.pull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.collector.bulk.BulkRequest;
import org.nucleus.collector.log.FailedRecords;
import org.nucleus.model.Source;
import org.nucleus.runtime.Metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of one pull point. */
final class PullMeters {
    private static final String PULL = "pull";

    private final MeterRegistry registry;
    private final String pull;
    private final AtomicInteger works = new AtomicInteger();
    private final AtomicLong behindMillis = new AtomicLong();

    PullMeters(MeterRegistry registry, String pull, String source) {
        this.registry = registry;
        this.pull = pull;
        Gauge.builder("nucleus.collector.pull.up", works, AtomicInteger::get)
                .description("1 while a queue or stream can be fetched, else 0")
                .tags(PULL, pull, Metrics.SOURCE, source)
                .register(registry);
        Gauge.builder(
                        "nucleus.collector.pull.behind",
                        behindMillis,
                        millis -> millis.get() / 1000.0)
                .description("How far reading is behind the end of a stream")
                .baseUnit("seconds")
                .tags(PULL, pull, Metrics.SOURCE, source)
                .register(registry);
    }

    /** Whether the queue or stream answers. */
    void works(boolean now) {
        works.set(now ? 1 : 0);
    }

    /** How far reading is behind the end of the stream. */
    void behind(Duration time) {
        behindMillis.set(time.toMillis());
    }

    /** Messages whose events are on the log. */
    void taken(Source source, int messages, int good, int bad) {
        messages(source, "accepted").increment(messages);
        Metrics.events(registry, FailedRecords.STAGE, source.tenant(), source.id(), "accepted")
                .increment(good);
        Metrics.events(registry, FailedRecords.STAGE, source.tenant(), source.id(), "rejected")
                .increment(bad);
    }

    /** Messages that were fetched and could not be put on the log; they will come again. */
    void givenBack(Source source, int messages) {
        messages(source, "unavailable").increment(messages);
    }

    /** An object, by what became of it. */
    void object(String outcome) {
        Counter.builder("nucleus.collector.pull.objects")
                .description("Objects of S3, by what became of them")
                .tags(PULL, pull, Metrics.OUTCOME, outcome)
                .register(registry)
                .increment();
    }

    /** Events of an object as they are settled. */
    BulkRequest.Heard eventsOf(Source source) {
        Counter good =
                Metrics.events(
                        registry, FailedRecords.STAGE, source.tenant(), source.id(), "accepted");
        Counter bad =
                Metrics.events(
                        registry, FailedRecords.STAGE, source.tenant(), source.id(), "rejected");
        return (accepted, rejected) -> {
            good.increment(accepted);
            bad.increment(rejected);
        };
    }

    private Counter messages(Source source, String outcome) {
        return Counter.builder("nucleus.collector.pull.messages")
                .description("Messages fetched, by what came of them")
                .tags(
                        PULL,
                        pull,
                        Metrics.TENANT,
                        source.tenant(),
                        Metrics.SOURCE,
                        source.id(),
                        Metrics.OUTCOME,
                        outcome)
                .register(registry);
    }
}

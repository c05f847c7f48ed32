package org.nucleus.runtime.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import org.apache.kafka.common.KafkaException;
import org.nucleus.runtime.Metrics;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks every five seconds how much a consumer group has still to process, and publishes it as
 * metrics: {@code nucleus.backlog.records} by partition, {@code nucleus.backlog.oldest} in seconds.
 * Every copy of a service sees the same figures, since they are of the whole group: take their
 * maximum, not their sum.
 */
public final class BacklogWatch implements AutoCloseable {
    /** Health degrades when a record waits for longer. */
    public static final Duration DEGRADED_AFTER = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(BacklogWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final ServiceContext context;
    private final String group;
    private final String topic;
    private final Duration lookEvery;
    private final MultiGauge records;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Backlog latest = Backlog.NONE;
    private Thread thread;

    /**
     * @param group the consumer group whose committed offsets say what is processed
     * @param topic what it reads
     */
    public BacklogWatch(String group, String topic, ServiceContext context) {
        this(group, topic, context, LOOK_EVERY);
    }

    BacklogWatch(String group, String topic, ServiceContext context, Duration lookEvery) {
        this.context = context;
        this.lookEvery = lookEvery;
        this.group = group;
        this.topic = topic;
        MeterRegistry registry = context.metrics();
        Tags tags = Tags.of(Metrics.GROUP, group, Metrics.TOPIC, topic);
        this.records =
                MultiGauge.builder("nucleus.backlog.records")
                        .description("Records on the log that the group has still to process")
                        .tags(tags)
                        .register(registry);
        Gauge.builder("nucleus.backlog.oldest", this, BacklogWatch::oldestSeconds)
                .description("How long the oldest of them has waited; 0 when none waits")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    /** Starts its thread. */
    public void start() {
        thread = Thread.ofPlatform().daemon().name("backlog-" + group).start(this::run);
    }

    /** Degraded while a record has waited for longer than {@link #DEGRADED_AFTER}. */
    public Health check() {
        Backlog backlog = latest;
        Duration age = age(backlog, context.clock());
        return age.compareTo(DEGRADED_AFTER) <= 0
                ? Health.UP
                : new Health.Degraded(
                        "%,d records of %s wait in partitions %s, the oldest for %d minutes"
                                .formatted(
                                        backlog.total(),
                                        topic,
                                        backlog.waitingPartitions(),
                                        age.toMinutes()));
    }

    private double oldestSeconds() {
        return age(latest, context.clock()).toMillis() / 1000.0;
    }

    /** Zero where nothing waits, or where the clock was put back since the record was appended. */
    private static Duration age(Backlog backlog, Clock clock) {
        return backlog.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private void run() {
        while (!isClosing(Duration.ZERO)) {
            try (BacklogReader reader = new BacklogReader(context.kafka(), group, topic)) {
                do {
                    publish(reader.read());
                } while (!isClosing(lookEvery));
            } catch (KafkaException e) {
                log.atDebug()
                        .addKeyValue("group", group)
                        .addKeyValue("reason", Failures.reason(e))
                        .log("Backlog is unknown");
                if (isClosing(lookEvery)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void publish(Backlog backlog) {
        latest = backlog;
        List<MultiGauge.Row<?>> rows =
                backlog.records().entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry ->
                                        MultiGauge.Row.of(
                                                Tags.of(
                                                        Metrics.PARTITION,
                                                        entry.getKey().toString()),
                                                entry.getValue()))
                        .toList();
        records.register(rows, true);
    }

    private boolean isClosing(Duration within) {
        try {
            return Thread.currentThread().isInterrupted()
                    || closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                log.atWarn().addKeyValue("group", group).log("Backlog watch did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

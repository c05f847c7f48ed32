package org.nucleus.collector.log;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.nucleus.model.Topic;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Appends to {@code events.received}, {@code events.failed} and {@code ops.uploads} with an
 * idempotent producer and {@code acks=all}. Never blocks its caller: topics are looked up when it
 * opens, the buffer is larger than what may be in flight, and what still does not fit fails at
 * once. Survives outages of the log: appends fail meanwhile and succeed again afterwards.
 */
public final class EventLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(1500);
    private static final long DOWN_FOR_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();
    private static final long RECOVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long STALL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long ROOM_BYTES = 16L << 20;
    private static final String DISK_LOW = "the disk of data.dir is nearly full";

    private final KafkaProducer<byte[], byte[]> producer;
    private final DiskSpace disk;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long progressNanos = System.nanoTime();
    private volatile boolean failing;
    private volatile boolean failed;
    private volatile long lastFailureNanos;

    private EventLog(KafkaProducer<byte[], byte[]> producer, DiskSpace disk) {
        this.producer = producer;
        this.disk = disk;
    }

    /** Connects to a log on a disk that is never full. */
    public static EventLog open(
            KafkaSettings kafka, AppendSettings settings, long inflightMaxBytes) {
        return open(kafka, settings, inflightMaxBytes, DiskSpace.unbounded());
    }

    /**
     * Connects.
     *
     * @param inflightMaxBytes most bytes of payload in all appends at a time
     * @param disk where the log lies; while it is low, every append fails at once
     * @throws StartFailure when the cluster does not answer or lacks a topic
     */
    public static EventLog open(
            KafkaSettings kafka, AppendSettings settings, long inflightMaxBytes, DiskSpace disk) {
        try {
            return new EventLog(
                    connected(producerProperties(kafka, settings, inflightMaxBytes)), disk);
        } catch (KafkaException e) {
            throw new StartFailure(
                    "The log at %s cannot be written: %s"
                            .formatted(kafka.bootstrapServers(), Failures.reason(e)),
                    e);
        }
    }

    private static KafkaProducer<byte[], byte[]> connected(Map<String, Object> properties) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
        try {
            long deadline = System.nanoTime() + OPEN_TIMEOUT.toNanos();
            lookUp(producer, Topic.EVENTS_RECEIVED, deadline);
            lookUp(producer, Topic.EVENTS_FAILED, deadline);
            lookUp(producer, Topic.OPS_UPLOADS, deadline);
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Looks a further topic up, before the first append to it.
     *
     * @throws StartFailure when the cluster does not answer or lacks it
     */
    public void know(Topic topic) {
        try {
            lookUp(producer, topic, System.nanoTime() + OPEN_TIMEOUT.toNanos());
        } catch (KafkaException e) {
            throw new StartFailure(topic.name() + " cannot be written: " + Failures.reason(e), e);
        }
    }

    /** What its producer is made of; the bench's floor appends with the same. */
    public static Map<String, Object> producerProperties(
            KafkaSettings kafka, AppendSettings settings, long inflightMaxBytes) {
        Map<String, Object> properties = Clients.producerProperties(kafka);
        properties.putAll(settings.producerProperties());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "collector");
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 3 * inflightMaxBytes + ROOM_BYTES);
        return properties;
    }

    private static void lookUp(
            KafkaProducer<byte[], byte[]> producer, Topic topic, long deadlineNanos) {
        while (true) {
            try {
                producer.partitionsFor(topic.name());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadlineNanos) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /**
     * Appends records, each to its topic; returns at once and never throws. Whatever goes wrong,
     * the listener hears of it once.
     *
     * @param records at least one
     * @param listener hears what came of it
     */
    public void append(List<ProducerRecord<byte[], byte[]>> records, AppendListener listener) {
        if (underWay.getAndIncrement() == 0) {
            progressNanos = System.nanoTime();
        }
        PendingAppend pending = new PendingAppend(records.size(), listener, this::note);
        if (disk.isLow()) {
            records.forEach(ignored -> pending.failed(new KafkaException(DISK_LOW)));
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            try {
                Future<RecordMetadata> ignored =
                        producer.send(records.get(i), pending.forRecord(i));
            } catch (Throwable e) {
                pending.failed(e);
            }
        }
    }

    private void note(AppendOutcome outcome) {
        underWay.decrementAndGet();
        switch (outcome) {
            case AppendOutcome.Appended ignored -> {
                progressNanos = System.nanoTime();
                if (failing) {
                    failing = false;
                    log.atInfo().log("The log acknowledges events again");
                }
            }
            case AppendOutcome.TooLarge ignored -> {}
            case AppendOutcome.Unavailable unavailable -> {
                lastFailureNanos = System.nanoTime();
                failed = true;
                if (!failing) {
                    failing = true;
                    log.atWarn()
                            .addKeyValue("reason", Failures.reason(unavailable.cause()))
                            .log("The log does not acknowledge events");
                }
            }
        }
    }

    /**
     * Whether nothing is acknowledged although something is under way, or appends failed until a
     * moment ago, when everybody sends again what was not taken.
     */
    public boolean stalls() {
        long now = System.nanoTime();
        return failing
                || (failed && now - lastFailureNanos < RECOVERY_NANOS)
                || (underWay.get() > 0 && now - progressNanos > STALL_NANOS);
    }

    /** Whether nothing is appended because its disk is nearly full. */
    public boolean diskIsLow() {
        return disk.isLow();
    }

    /**
     * Down while its disk is low or appends fail; up again ten seconds after the last of them, so
     * as to be tried.
     */
    public Health check() {
        if (disk.isLow()) {
            return new Health.Down("nothing is accepted: " + DISK_LOW);
        }
        return failing && System.nanoTime() - lastFailureNanos < DOWN_FOR_NANOS
                ? new Health.Down("the log does not acknowledge events")
                : Health.UP;
    }

    /** Waits shortly for what is under way; what is not on the log by then fails. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}

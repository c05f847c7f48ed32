package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a compacted topic says now, held in memory and followed by one daemon thread: how services
 * read tenants, sources and other configuration. A record without value removes its key; a value
 * that cannot be decoded is logged and leaves the key as it was. Through an outage of the log it
 * keeps the last state and says so in {@link #check()}.
 */
public final class TopicView<V> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicView.class);
    private static final Duration CATCH_UP_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(6);

    /** The broker's farewell would wait behind the fetch under way, and nobody needs it. */
    private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

    private final Topic topic;
    private final ViewEntries<V> entries;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Health health = Health.UP;

    private TopicView(
            KafkaSettings settings,
            Topic topic,
            Function<ConsumerRecord<byte[], byte[]>, V> decoder) {
        this.topic = topic;
        this.entries = new ViewEntries<>(decoder);
        Map<String, Object> properties = Clients.consumerProperties(settings);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "view-" + topic.name());
        properties.put(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CATCH_UP_WITHIN.toMillis());
        this.consumer = new KafkaConsumer<>(properties);
        this.thread =
                Thread.ofPlatform().daemon().name("view-" + topic.name()).unstarted(this::run);
    }

    /**
     * Reads the topic to its present end, then follows it.
     *
     * @param decoder value to entry; throws {@link IllegalArgumentException} on bytes it cannot
     *     read
     * @throws StartFailure when the end is not reached and nothing is read for 30 s
     */
    public static <V> TopicView<V> open(
            KafkaSettings settings, Topic topic, Function<byte[], V> decoder) {
        return opened(settings, topic, record -> decoder.apply(record.value()));
    }

    /** The same with the revision of every value. */
    public static <V> TopicView<Versioned<V>> openVersioned(
            KafkaSettings settings, Topic topic, Function<byte[], V> decoder) {
        return opened(
                settings,
                topic,
                record -> new Versioned<>(decoder.apply(record.value()), record.offset()));
    }

    private static <V> TopicView<V> opened(
            KafkaSettings settings,
            Topic topic,
            Function<ConsumerRecord<byte[], byte[]>, V> decoder) {
        try {
            TopicView<V> view = new TopicView<>(settings, topic, decoder);
            view.start();
            return view;
        } catch (KafkaException e) {
            throw new StartFailure(topic.name() + " cannot be read: " + Failures.reason(e), e);
        }
    }

    private void start() {
        try {
            catchUp();
        } catch (KafkaException | StartFailure e) {
            consumer.close(AT_ONCE);
            throw e;
        }
        thread.start();
    }

    /** Everything the topic says now, by record key: read-only, and follows the topic. */
    public Map<String, V> entries() {
        return entries.readable();
    }

    /**
     * Hands {@code listener} a copy of all entries, at once and on the caller's thread, and then
     * after every change on the view's thread. For topics of few entries; it must be quick.
     */
    public void onChange(Consumer<Map<String, V>> listener) {
        entries.onChange(listener);
    }

    /**
     * Waits until the view says what the record at this place said, or something newer, so that a
     * writer reads its own writes.
     *
     * @return whether it does; false when it did not in time or the thread was interrupted
     */
    public boolean awaits(int partition, long offset, Duration within) {
        return entries.awaits(partition, offset, within);
    }

    /** Down while the log does not answer; what the view holds may be old then. */
    public Health check() {
        return health;
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp() {
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CATCH_UP_WITHIN);
        long deadline = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (take()) {
                deadline = System.nanoTime() + CATCH_UP_WITHIN.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new StartFailure("topic " + topic.name() + " gives no records for 30 s");
            }
        }
    }

    /** Asks again for a while, as a topic just made is not known to every broker at once. */
    private List<TopicPartition> partitions() {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (true) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name(), CATCH_UP_WITHIN).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            if (!partitions.isEmpty()) {
                return partitions;
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("topic " + topic.name() + " does not exist");
            }
        }
    }

    private void run() {
        try {
            follow();
        } finally {
            consumer.close(AT_ONCE);
        }
    }

    private void follow() {
        long provenAt = System.nanoTime();
        while (closing.getCount() > 0) {
            try {
                boolean proven = take();
                if (!proven && System.nanoTime() - provenAt > PROBE_EVERY.toNanos()) {
                    consumer.endOffsets(consumer.assignment(), ANSWER_WITHIN);
                    proven = true;
                }
                if (proven) {
                    provenAt = System.nanoTime();
                    health = Health.UP;
                }
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                lose(e);
            }
        }
    }

    private void lose(KafkaException failure) {
        if (health instanceof Health.Up) {
            log.atWarn().addKeyValue("topic", topic.name()).setCause(failure).log("View is behind");
        }
        health = new Health.Down(topic.name() + " cannot be read: " + Failures.reason(failure));
        try {
            if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Applies the next records; whether there were any. */
    private boolean take() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
            entries.apply(records);
        }
        records.nextOffsets()
                .forEach(
                        (partition, next) -> entries.reached(partition.partition(), next.offset()));
        return !records.isEmpty();
    }
}

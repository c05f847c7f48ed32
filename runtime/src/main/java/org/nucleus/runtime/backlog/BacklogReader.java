package org.nucleus.runtime.backlog;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compares what a consumer group has committed with the ends of a topic's partitions, and reads the
 * first record after each committed offset for its age. It joins no group and commits nothing. Used
 * by one thread.
 */
final class BacklogReader implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration READ_WITHIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final int FETCH_BYTES = 16 << 10;
    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final String group;
    private final String topic;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    BacklogReader(KafkaSettings kafka, String group, String topic) {
        this.group = group;
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(consumerProperties(kafka, group));
        this.admin = Admin.create(kafka.clientProperties());
    }

    private static Map<String, Object> consumerProperties(KafkaSettings kafka, String group) {
        Map<String, Object> properties = Clients.consumerProperties(kafka);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "backlog-" + group);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return properties;
    }

    /**
     * Looks once; takes up to a few seconds.
     *
     * @throws KafkaException when the log does not answer
     */
    Backlog read() throws InterruptedException {
        List<TopicPartition> partitions =
                answer(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
                        .partitions()
                        .stream()
                        .map(found -> new TopicPartition(topic, found.partition()))
                        .toList();
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> next = new HashMap<>(offsets(partitions, OffsetSpec.earliest()));
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach(
                        (partition, committed) -> {
                            if (committed != null) {
                                next.computeIfPresent(
                                        partition,
                                        (same, first) -> Math.max(first, committed.offset()));
                            }
                        });
        return waiting(ends, next);
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(asked, COMMITTED).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T answer(KafkaFuture<T> asked) throws InterruptedException {
        try {
            return asked.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the backlog of group " + group + " is unknown", e);
        }
    }

    private Backlog waiting(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> next) {
        Map<Integer, Long> records = new HashMap<>();
        ends.forEach(
                (partition, end) ->
                        records.put(partition.partition(), Math.max(0, end - next.get(partition))));
        Set<TopicPartition> behind = new HashSet<>(ends.keySet());
        behind.removeIf(partition -> records.get(partition.partition()) == 0);
        Optional<Instant> oldest = Optional.empty();
        consumer.assign(behind);
        behind.forEach(partition -> consumer.seek(partition, next.get(partition)));
        long deadline = System.nanoTime() + READ_WITHIN.toNanos();
        while (!behind.isEmpty() && System.nanoTime() < deadline) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            for (TopicPartition partition : Set.copyOf(behind)) {
                if (!polled.records(partition).isEmpty()) {
                    ConsumerRecord<byte[], byte[]> first = polled.records(partition).getFirst();
                    Instant appended = Instant.ofEpochMilli(first.timestamp());
                    oldest = oldest.filter(appended::isAfter).or(() -> Optional.of(appended));
                    consumer.pause(Set.of(partition));
                    behind.remove(partition);
                } else if (consumer.position(partition) >= ends.get(partition)) {
                    // Nothing but the markers of transactions lies in between.
                    records.put(partition.partition(), 0L);
                    behind.remove(partition);
                }
            }
        }
        return new Backlog(records, oldest);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(AT_ONCE));
        admin.close(AT_ONCE);
    }
}

package org.nucleus.node.e2e;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.nucleus.model.Topic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Every byte on every topic of a broker, those of Kafka and of Kafka Streams too. */
final class RawLog implements AutoCloseable {
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param client properties that reach the broker
     */
    RawLog(Map<String, Object> client) {
        this.admin = Admin.create(client);
        Map<String, Object> reading = new HashMap<>(client);
        reading.put("auto.offset.reset", "earliest");
        this.consumer =
                new KafkaConsumer<>(
                        reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether what reads a topic has read all of it. */
    boolean isRead(Topic topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(Set.of(topic.name())));
        Map<TopicPartition, Long> read = new HashMap<>();
        for (String group :
                admin.listGroups().all().get().stream().map(found -> found.groupId()).toList()) {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            committed.forEach((partition, offset) -> read.put(partition, offset.offset()));
        }
        return ends.entrySet().stream()
                .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** All records of all topics, by topic. */
    Map<String, List<ConsumerRecord<byte[], byte[]>>> read()
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions =
                partitions(
                        admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                all.computeIfAbsent(record.topic(), ignored -> new ArrayList<>()).add(record);
            }
        }
        return all;
    }

    private List<TopicPartition> partitions(Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
    }

    /** Key, value and headers of a record, one byte a character. */
    static String text(ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : new byte[][] {record.key(), record.value()}) {
            all.writeBytes(part == null ? new byte[0] : part);
        }
        for (Header header : record.headers()) {
            all.writeBytes(header.key().getBytes(StandardCharsets.UTF_8));
            all.writeBytes(header.value() == null ? new byte[0] : header.value());
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}

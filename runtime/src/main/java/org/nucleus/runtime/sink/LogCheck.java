package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.LogIdentity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether stored offsets count on the log that is there. A log made anew has another id; one
 * restored from an older copy has the same, but, where it has grown again, another record before
 * the stored offset.
 */
final class LogCheck {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final String topic;
    private final String rewindCommand;

    /**
     * @param rewindCommand what an operator runs where the log is another one
     */
    LogCheck(KafkaSettings kafka, String topic, String rewindCommand) {
        this.kafka = kafka;
        this.topic = topic;
        this.rewindCommand = rewindCommand;
    }

    /**
     * The log that is there.
     *
     * @throws KafkaException when it does not answer
     */
    LogIdentity log() {
        return LogIdentity.read(kafka, topic);
    }

    /**
     * Returns when the stored offsets count on {@code log}. Offsets that were stored without a log
     * pass where the log reaches that far.
     *
     * @param first offset of each partition's first record
     * @param end offset after each partition's last record
     * @throws OtherLogException when they do not
     * @throws KafkaException when the log does not answer
     */
    void require(
            Progress stored,
            LogIdentity log,
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end) {
        stored.log()
                .filter(known -> !known.equals(log))
                .ifPresent(
                        known -> {
                            throw other(
                                    known.clusterId().equals(log.clusterId())
                                            ? "its topic id is another"
                                            : "its cluster id is another");
                        });
        stored.next()
                .forEach(
                        (partition, next) -> {
                            if (next > end.get(partition)) {
                                throw other(
                                        "%s ends at %d, before the stored %d"
                                                .formatted(partition, end.get(partition), next));
                            }
                        });
        requireMarks(stored, first);
    }

    private void requireMarks(Progress stored, Map<TopicPartition, Long> first) {
        Map<TopicPartition, Long> last = new HashMap<>();
        stored.marks()
                .keySet()
                .forEach(partition -> last.put(partition, stored.next().get(partition) - 1));
        last.entrySet().removeIf(record -> record.getValue() < first.get(record.getKey()));
        if (last.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(readerProperties())) {
            consumer.assign(last.keySet());
            last.forEach(consumer::seek);
            long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
            while (!last.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the log does not give the records stored last");
                }
                compare(consumer, last, stored);
            }
        }
    }

    private void compare(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> last,
            Progress stored) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Long offset = last.get(partition);
            if (offset != null && offset == record.offset()) {
                if (stored.marks().get(partition) != RecordMark.of(record)) {
                    throw other("the record before the stored offset is another");
                }
                last.remove(partition);
            }
        }
        for (TopicPartition partition : Set.copyOf(last.keySet())) {
            if (consumer.position(partition, ANSWER_WITHIN) > last.get(partition)) {
                throw other("the record before the stored offset is gone");
            }
        }
        consumer.pause(
                consumer.assignment().stream().filter(done -> !last.containsKey(done)).toList());
    }

    private OtherLogException other(String sign) {
        return new OtherLogException(
                "%s is not the log whose offsets are stored: %s; to read it from its beginning run %s"
                        .formatted(topic, sign, rewindCommand));
    }

    private Map<String, Object> readerProperties() {
        Map<String, Object> properties = Clients.consumerProperties(kafka);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return properties;
    }
}

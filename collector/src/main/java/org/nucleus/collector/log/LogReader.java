package org.nucleus.collector.log;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads single records of {@code events.received} back, for the rare statement whose id is known.
 * Blocks: never called on an event loop. Connects on first use.
 */
final class LogReader implements AutoCloseable {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    /** The consumer asks for the next record unbidden; the next read would wait behind that. */
    private static final int AT_THE_END_MS = 10;

    private final KafkaSettings kafka;
    private final int number;
    private final ReentrantLock lock = new ReentrantLock();
    private KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Nothing happens yet.
     *
     * @param number tells it from others of this process
     */
    LogReader(KafkaSettings kafka, int number) {
        this.kafka = kafka;
        this.number = number;
    }

    /**
     * The value of one record.
     *
     * @return empty when the log no longer has it
     * @throws org.apache.kafka.common.KafkaException when the log does not answer within three
     *     seconds
     */
    Optional<byte[]> read(Position position) {
        lock.lock();
        try {
            TopicPartition partition =
                    new TopicPartition(Topic.EVENTS_RECEIVED.name(), position.partition());
            connected().assign(List.of(partition));
            consumer.seek(partition, position.offset());
            long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(READ_TIMEOUT).records(partition)) {
                    return record.offset() == position.offset()
                            ? Optional.of(record.value())
                            : Optional.empty();
                }
            }
            throw new TimeoutException("the log did not answer in " + READ_TIMEOUT);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private KafkaConsumer<byte[], byte[]> connected() {
        if (consumer == null) {
            Map<String, Object> properties = Clients.consumerProperties(kafka);
            properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "collector-read-back-" + number);
            properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
            properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, AT_THE_END_MS);
            consumer = new KafkaConsumer<>(properties);
        }
        return consumer;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (consumer != null) {
                consumer.close();
            }
        } finally {
            lock.unlock();
        }
    }
}

package org.nucleus.admin.config;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Writes to a topic as the only one, over all processes. Each writer has the same transactional id,
 * and one that begins shuts out the one before it, whose open transaction the log aborts. So a
 * transaction that commits proves that nobody else has written since its writer began and read to
 * the end. For one thread at a time.
 */
final class SoleWriter implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 5;

    private final KafkaSettings kafka;
    private final Topic topic;
    private KafkaProducer<byte[], byte[]> producer;
    private Map<Integer, Long> ends = Map.of();

    SoleWriter(KafkaSettings kafka, Topic topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /**
     * Stores one record; where another process wrote meanwhile, asks for it again.
     *
     * @param record asked for when nobody else can write any more without being noticed; what it
     *     throws ends the attempt
     * @throws LogUnavailable when the log does not confirm in time
     */
    RecordMetadata write(Supplier<ProducerRecord<byte[], byte[]>> record) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                begin();
                return commit(record.get());
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                forget();
            } catch (KafkaException e) {
                forget();
                throw new LogUnavailable(topic.name() + " could not be written", e);
            }
        }
        throw new LogUnavailable(topic.name() + " is written by others all the time", null);
    }

    /** Where each partition ended when this writer began; what came later is its own. */
    Map<Integer, Long> ends() {
        return ends;
    }

    private void begin() {
        if (producer != null) {
            return;
        }
        Map<String, Object> properties = Clients.producerProperties(kafka);
        int answer = (int) ANSWER_WITHIN.toMillis();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "admin-" + topic.name());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "admin-" + topic.name());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * answer);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, answer);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, answer);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer = new KafkaProducer<>(properties);
        producer.initTransactions();
        ends = readEnds();
    }

    private Map<Integer, Long> readEnds() {
        Map<String, Object> properties = Clients.consumerProperties(kafka);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "admin-ends-" + topic.name());
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name(), ANSWER_WITHIN).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            Map<Integer, Long> read = new HashMap<>();
            consumer.endOffsets(partitions, ANSWER_WITHIN)
                    .forEach((partition, end) -> read.put(partition.partition(), end));
            return Map.copyOf(read);
        }
    }

    private RecordMetadata commit(ProducerRecord<byte[], byte[]> record) {
        producer.beginTransaction();
        try {
            RecordMetadata stored = producer.send(record).get();
            producer.commitTransaction();
            return stored;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException(e.getCause());
        }
    }

    private void forget() {
        KafkaProducer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
            producer = null;
        }
    }
}

package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Appends what a stage refused to {@code events.failed}, keyed by tenant. Safe for threads. */
public final class FailedEvents implements AutoCloseable {
    private static final int TRY_FOR_MS = 30_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;

    public FailedEvents(KafkaSettings settings) {
        Map<String, Object> properties = Clients.producerProperties(settings);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRY_FOR_MS / 3);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TRY_FOR_MS / 3);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRY_FOR_MS);
        this.producer = new KafkaProducer<>(properties);
    }

    /** A failed event as a record of the log; its Kafka timestamp is the failed time. */
    public static ProducerRecord<byte[], byte[]> toRecord(FailedEvent failed) {
        return new ProducerRecord<>(
                Topic.EVENTS_FAILED.name(),
                null,
                failed.failedTime().toEpochMilli(),
                failed.tenant().getBytes(StandardCharsets.UTF_8),
                FailedEventCodec.encode(failed));
    }

    /**
     * Returns when all are on the log ({@code acks=all}); tries for 30 s.
     *
     * @throws KafkaException when one is not; some may be, and appending again is harmless because
     *     {@link FailedEvent#failedId} names them
     */
    public void append(List<FailedEvent> failed) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(failed.size());
        failed.forEach(one -> sent.add(producer.send(toRecord(one))));
        producer.flush();
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while appending to events.failed", e);
        } catch (ExecutionException e) {
            throw new KafkaException(
                    failed.size() + " failed events are not all on the log", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}

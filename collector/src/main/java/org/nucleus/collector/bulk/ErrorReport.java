package org.nucleus.collector.bulk;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An upload's rejections, read back from {@code events.failed} a page at a time. Blocks: never
 * called on an event loop.
 */
public final class ErrorReport {
    private static final Duration READ_WITHIN = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_BYTES = 512 * 1024;

    /** The consumer asks for what follows unbidden; its end would wait behind that. */
    private static final int AT_THE_END_MS = 10;

    private final KafkaSettings kafka;

    public ErrorReport(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * Some rejections in the order they were found.
     *
     * @param ndjson one rejection a line, UTF-8
     * @param next where the next page begins; empty after the last
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Page(byte[] ndjson, OptionalLong next) {}

    /**
     * Reads one page.
     *
     * @param from 0, or the {@code next} of the page before
     * @throws org.apache.kafka.common.KafkaException when the log does not answer
     */
    public Page read(Upload upload, long from) {
        if (upload.failures().isEmpty()) {
            return new Page(new byte[0], OptionalLong.empty());
        }
        Upload.Span span = upload.failures().get();
        TopicPartition partition = new TopicPartition(Topic.EVENTS_FAILED.name(), span.partition());
        Map<String, Object> properties = Clients.consumerProperties(kafka);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "collector-error-report");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) READ_WITHIN.toMillis());
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, AT_THE_END_MS);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(from, span.first()));
            return read(consumer, partition, upload);
        }
    }

    private static Page read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Upload upload) {
        String key = Upload.key(upload.source(), upload.id());
        long last = upload.failures().orElseThrow().last();
        long deadline = System.nanoTime() + READ_WITHIN.toNanos();
        ByteArrayOutputStream ndjson = new ByteArrayOutputStream();
        while (consumer.position(partition) <= last) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                if (record.offset() > last) {
                    return new Page(ndjson.toByteArray(), OptionalLong.empty());
                }
                FailedLines.rejection(key, record.headers(), record.value())
                        .ifPresent(
                                rejection -> {
                                    ndjson.writeBytes(UploadCodec.encode(rejection));
                                    ndjson.write('\n');
                                });
                if (ndjson.size() >= MOST_BYTES && record.offset() < last) {
                    return new Page(ndjson.toByteArray(), OptionalLong.of(record.offset() + 1));
                }
            }
            if (System.nanoTime() > deadline) {
                long next = consumer.position(partition);
                return new Page(
                        ndjson.toByteArray(),
                        next <= last ? OptionalLong.of(next) : OptionalLong.empty());
            }
        }
        return new Page(ndjson.toByteArray(), OptionalLong.empty());
    }
}

package org.nucleus.admin.sources;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.TopicView;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** All sources, on {@code config.sources}. What was put is read back by whoever put it. */
public final class SourceStore implements AutoCloseable {
    private static final Duration ACK_WITHIN = Duration.ofSeconds(4);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final TopicView<Source> view;
    private final KafkaProducer<byte[], byte[]> producer;

    private SourceStore(TopicView<Source> view, KafkaProducer<byte[], byte[]> producer) {
        this.view = view;
        this.producer = producer;
    }

    /** Reads what there is and follows it. */
    public static SourceStore open(KafkaSettings kafka) {
        Map<String, Object> properties = Clients.producerProperties(kafka);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "admin-sources");
        int ack = (int) ACK_WITHIN.toMillis();
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ack);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ack);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ack);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        TopicView<Source> view = TopicView.open(kafka, Topic.CONFIG_SOURCES, SourceCodec::decode);
        return new SourceStore(view, new KafkaProducer<>(properties));
    }

    /** All sources by id. */
    public Map<String, Source> all() {
        return view.entries();
    }

    /**
     * Stores a source, new or changed; returns once the log has it and {@link #all} says so.
     *
     * @throws LogUnavailable when the log does not confirm in time
     */
    public void put(Source source) {
        RecordMetadata stored;
        try {
            stored =
                    producer.send(
                                    new ProducerRecord<>(
                                            Topic.CONFIG_SOURCES.name(),
                                            source.id().getBytes(StandardCharsets.UTF_8),
                                            SourceCodec.encode(source)))
                            .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while " + source.id() + " was stored", e);
        } catch (ExecutionException | KafkaException e) {
            throw new LogUnavailable("source " + source.id() + " could not be stored", e);
        }
        if (!view.awaits(stored.partition(), stored.offset(), SEEN_WITHIN)) {
            throw new LogUnavailable(
                    "source " + source.id() + " was stored and could not be read back", null);
        }
    }

    /** Down while the log does not answer. */
    public Health check() {
        return view.check();
    }

    @Override
    public void close() {
        producer.close(SEEN_WITHIN);
        view.close();
    }
}

package org.nucleus.admin.config;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Versioned;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * All values of one configuration topic, each with a revision. A value is stored only where it has
 * the revision that the change was made from, over all copies of the admin API on one log. What was
 * stored is read back by whoever stored it.
 */
public final class ConfigStore<T> implements AutoCloseable {
    /** The revision of a value that there is not. */
    public static final long NONE = -1;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private final Kind<T> kind;
    private final TopicView<Versioned<T>> view;
    private final SoleWriter writer;
    private final ReentrantLock storing = new ReentrantLock();

    /**
     * What a topic holds.
     *
     * @param key of a value's record
     * @param decode throws {@link IllegalArgumentException} on bytes it cannot read
     */
    public record Kind<T>(
            Topic topic,
            Function<T, String> key,
            Function<T, byte[]> encode,
            Function<byte[], T> decode) {
        public Kind {
            Objects.requireNonNull(topic, "topic is null");
            Objects.requireNonNull(key, "key is null");
            Objects.requireNonNull(encode, "encode is null");
            Objects.requireNonNull(decode, "decode is null");
        }
    }

    private ConfigStore(Kind<T> kind, TopicView<Versioned<T>> view, SoleWriter writer) {
        this.kind = kind;
        this.view = view;
        this.writer = writer;
    }

    /** Reads what there is and follows it. */
    public static <T> ConfigStore<T> open(KafkaSettings kafka, Kind<T> kind) {
        TopicView<Versioned<T>> view = TopicView.openVersioned(kafka, kind.topic(), kind.decode());
        return new ConfigStore<>(kind, view, new SoleWriter(kafka, kind.topic()));
    }

    /** All values by key: read-only, and follows the topic. */
    public Map<String, Versioned<T>> all() {
        return view.entries();
    }

    /** The value of a key. */
    public Optional<Versioned<T>> find(String key) {
        return Optional.ofNullable(view.entries().get(key));
    }

    /**
     * Stores a value, new or changed; returns once the log has it and {@link #all} says so.
     *
     * @param from the revision that it was made from, {@link #NONE} for a new one
     * @return the value with its revision
     * @throws StaleRevision when the value there is has another
     * @throws LogUnavailable when the log does not confirm in time
     */
    public Versioned<T> put(T value, long from) {
        storing.lock();
        try {
            String key = kind.key().apply(value);
            RecordMetadata stored = writer.write(() -> checked(value, key, from));
            await(stored.partition(), stored.offset(), key);
            return new Versioned<>(value, stored.offset());
        } finally {
            storing.unlock();
        }
    }

    private ProducerRecord<byte[], byte[]> checked(T value, String key, long from) {
        writer.ends().forEach((partition, end) -> await(partition, end - 1, key));
        if (find(key).map(Versioned::revision).orElse(NONE) != from) {
            throw new StaleRevision(key);
        }
        return new ProducerRecord<>(
                kind.topic().name(),
                key.getBytes(StandardCharsets.UTF_8),
                kind.encode().apply(value));
    }

    private void await(int partition, long offset, String key) {
        if (!view.awaits(partition, offset, SEEN_WITHIN)) {
            throw new LogUnavailable(
                    kind.topic().name() + " could not be read back for " + key, null);
        }
    }

    /** Down while the log does not answer. */
    public Health check() {
        return view.check();
    }

    @Override
    public void close() {
        writer.close();
        view.close();
    }
}

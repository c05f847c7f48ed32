package org.nucleus.collector.log;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the collector appends to the log.
 *
 * @param linger how long a record waits for others to share its batch
 * @param compression {@code none}, {@code lz4}, {@code zstd}, {@code snappy} or {@code gzip}
 * @param batchBytes size of a batch for one partition
 * @param deliveryTimeout after which an append that was not acknowledged is given up
 */
public record AppendSettings(
        Duration linger, String compression, long batchBytes, Duration deliveryTimeout) {
    private static final Set<String> COMPRESSIONS = Set.of("none", "lz4", "zstd", "snappy", "gzip");
    private static final Duration NEVER = Duration.ofDays(3650);

    static final Setting<Duration> LINGER =
            Setting.duration(
                    "collector.producer.linger",
                    "2ms",
                    "How long an event waits for others to be appended in one batch.");
    static final Setting<String> COMPRESSION =
            new Setting<>(
                    "collector.producer.compression",
                    "none, lz4, zstd, snappy or gzip",
                    "lz4",
                    "How batches on the log are compressed.",
                    AppendSettings::compression);
    static final Setting<Long> BATCH_BYTES =
            Setting.bytes(
                    "collector.producer.batch.bytes",
                    "128KiB",
                    "Most bytes of a batch for one partition of the log.");
    static final Setting<Duration> DELIVERY_TIMEOUT =
            Setting.duration(
                    "collector.producer.delivery.timeout",
                    "4s",
                    "After which an append without acknowledgement is answered 503.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS =
            List.of(LINGER, COMPRESSION, BATCH_BYTES, DELIVERY_TIMEOUT);

    public AppendSettings {
        Objects.requireNonNull(linger, "linger is null");
        compression(compression);
        Objects.requireNonNull(deliveryTimeout, "deliveryTimeout is null");
    }

    /** Reads them. */
    public static AppendSettings from(Settings settings) {
        return new AppendSettings(
                settings.value(LINGER),
                settings.value(COMPRESSION),
                settings.value(BATCH_BYTES),
                settings.value(DELIVERY_TIMEOUT));
    }

    /**
     * The producer's properties that make an append quick to fail: no call ever waits, and within
     * the delivery time-out every append is known to be on the log or not.
     */
    Map<String, Object> producerProperties() {
        int deliveryMillis = Math.toIntExact(deliveryTimeout.toMillis());
        int lingerMillis = Math.toIntExact(linger.toMillis());
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Math.toIntExact(batchBytes));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.max(1, deliveryMillis - lingerMillis));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER.toMillis());
        return properties;
    }

    private static String compression(String name) {
        if (!COMPRESSIONS.contains(name)) {
            throw new IllegalArgumentException("no such compression");
        }
        return name;
    }
}

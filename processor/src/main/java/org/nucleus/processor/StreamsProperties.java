package org.nucleus.processor;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.TopicLimits;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * How Kafka Streams is told to run the job: exactly once, quick to take over after a kill, small in
 * memory.
 */
final class StreamsProperties {
    private static final int SESSION_MS = 20_000;
    private static final int TRANSACTION_MS = 20_000;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int BUFFERED_RECORDS = 500;

    private StreamsProperties() {}

    /**
     * @param copy names this process among its copies, the same after a restart: Kafka then gives a
     *     restarted one its partitions back at once instead of waiting for the dead one
     */
    static Properties of(ProcessorSettings settings, ServiceContext context, String copy) {
        Properties properties = new Properties();
        properties.putAll(context.kafka().clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir(context).toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, context.kafka().replicationFactor());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.putAll(consumer(copy));
        properties.putAll(producer());
        TopicLimits.ofNewTopic()
                .forEach((name, value) -> properties.put(StreamsConfig.topicPrefix(name), value));
        return properties;
    }

    /** Where the stores are; may be deleted at the price of a rebuild from the changelogs. */
    static Path stateDir(ServiceContext context) {
        return context.dataDir().resolve("streams");
    }

    private static Map<String, Object> consumer(String copy) {
        return Map.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), copy,
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS,
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest",
                StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
    }

    /**
     * One request at a time: a broker that is still ending the last transaction refuses the first
     * batch of a partition that is new to the producer, and a second batch under way would then be
     * out of sequence, which it logs as an error (KAFKA-18202).
     */
    private static Map<String, Object> producer() {
        return Map.of(
                StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG),
                "all",
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Clients.MAX_RECORD_BYTES,
                StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION),
                1,
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                TRANSACTION_MS);
    }
}

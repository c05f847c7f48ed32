package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A broker that is still ending a transaction refuses the first batch of the next one for a
 * partition that is new to the producer. A second batch on its way is then out of sequence, which
 * the broker logs as an error of its own.
 */
@Isolated
final class FirstTransactionsTest {
    private static final int PARTITIONS = 64;
    private static final int FIRST = 60;
    private static final int PRODUCERS = 5;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @Test
    void theBrokerLogsNoErrorWhenATransactionBeginsOnAPartitionNewToItsProducer(
            @TempDir Path folder) {
        Logger appends = (Logger) LoggerFactory.getLogger("kafka.server.ReplicaManager");
        lines.start();
        appends.addAppender(lines);
        try (KafkaInJvm kafka =
                KafkaInJvm.start(Map.of("add.partitions.to.txn.retry.backoff.max.ms", "1"))) {
            KafkaSettings settings =
                    new KafkaSettings(kafka.bootstrapServers(), PARTITIONS, 1, Map.of());
            Topics.ensure(settings, List.of(Topic.EVENTS_ENRICHED));
            for (int n = 0; n < PRODUCERS; n++) {
                runTwoTransactions(producerSettings(settings, folder, "transactions-" + n));
            }
        } finally {
            appends.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .extracting(line -> line.getThrowableProxy().getMessage())
                .isEmpty();
    }

    private static void runTwoTransactions(Map<String, Object> settings) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < FIRST; partition++) {
                send(producer, partition);
            }
            producer.commitTransaction();
            producer.beginTransaction();
            for (int n = 0; n < 400; n++) {
                send(producer, FIRST + n % (PARTITIONS - FIRST));
            }
            producer.commitTransaction();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int partition) {
        producer.send(
                new ProducerRecord<>(Topic.EVENTS_ENRICHED.name(), partition, null, new byte[800]));
    }

    /** The stream threads' own, but for batches so small that many requests are under way. */
    private static Map<String, Object> producerSettings(
            KafkaSettings kafka, Path folder, String transactionalId) {
        ServiceContext context =
                new ServiceContext(kafka, folder, new SimpleMeterRegistry(), Clock.systemUTC());
        Map<String, Object> properties =
                new StreamsConfig(
                                StreamsProperties.of(
                                        new ProcessorSettings(
                                                "first-transactions",
                                                1,
                                                Duration.ofMillis(100),
                                                Duration.ofDays(1),
                                                Duration.ofSeconds(5)),
                                        context,
                                        "copy"))
                        .getProducerConfigs("stream-thread");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1000);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return properties;
    }
}

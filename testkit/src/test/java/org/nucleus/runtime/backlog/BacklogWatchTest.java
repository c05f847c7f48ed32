package org.nucleus.runtime.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class BacklogWatchTest {
    private static final Instant APPENDED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = APPENDED.plus(Duration.ofMinutes(12));
    private static final String TOPIC = Topic.EVENTS_ENRICHED.name();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void showsWhatWaitsInPartitionsThatNobodyOwns(@TempDir Path folder) {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_ENRICHED));
            append(kafka, 0, 3);
            append(kafka, 2, 5);
            commit(kafka, "sink-a", Map.of(0, 3L, 2, 1L));
            ServiceContext context =
                    new ServiceContext(
                            kafka.settings(), folder, registry, Clock.fixed(NOW, ZoneOffset.UTC));
            try (BacklogWatch watch =
                    new BacklogWatch("sink-a", TOPIC, context, Duration.ofMillis(50))) {
                watch.start();
                await().untilAsserted(
                                () ->
                                        assertThat(partitions())
                                                .containsOnly(
                                                        Map.entry("0", 0.0),
                                                        Map.entry("1", 0.0),
                                                        Map.entry("2", 4.0),
                                                        Map.entry("3", 0.0)));
                assertThat(registry.get("nucleus.backlog.oldest").gauge().value())
                        .isEqualTo(Duration.ofMinutes(12).minusMillis(1).toMillis() / 1000.0);
                assertThat(watch.check())
                        .isEqualTo(
                                new Health.Degraded(
                                        "4 records of events.enriched wait in partitions [2],"
                                                + " the oldest for 11 minutes"));
                commit(kafka, "sink-a", Map.of(0, 3L, 2, 5L));
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(watch.check()).isEqualTo(Health.UP));
                assertThat(registry.get("nucleus.backlog.oldest").gauge().value()).isZero();
            }
        }
    }

    @Test
    void theMarkersOfTransactionsAreNoBacklog() throws InterruptedException {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_ENRICHED));
            appendInTransaction(kafka, 2);
            commit(kafka, "sink-b", Map.of(1, 2L));
            try (BacklogReader reader = new BacklogReader(kafka.settings(), "sink-b", TOPIC)) {
                assertThat(reader.read())
                        .isEqualTo(
                                new Backlog(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L), Optional.empty()));
            }
        }
    }

    private Map<String, Double> partitions() {
        return registry.find("nucleus.backlog.records").gauges().stream()
                .collect(
                        Collectors.toMap(gauge -> gauge.getId().getTag("partition"), Gauge::value));
    }

    private static void append(KafkaInJvm kafka, int partition, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            records.add(
                    new ProducerRecord<>(
                            TOPIC, partition, APPENDED.toEpochMilli() + n, null, new byte[1]));
        }
        kafka.append(records);
    }

    private static void appendInTransaction(KafkaInJvm kafka, int count) {
        Map<String, Object> properties = Clients.producerProperties(kafka.settings());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "one");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int n = 0; n < count; n++) {
                producer.send(new ProducerRecord<>(TOPIC, 1, null, new byte[1]));
            }
            producer.commitTransaction();
        }
    }

    private static void commit(KafkaInJvm kafka, String group, Map<Integer, Long> offsets) {
        Map<String, Object> properties = Clients.consumerProperties(kafka.settings());
        properties.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            offsets.forEach(
                    (partition, offset) ->
                            positions.put(
                                    new TopicPartition(TOPIC, partition),
                                    new OffsetAndMetadata(offset)));
            consumer.assign(positions.keySet());
            consumer.commitSync(positions);
        }
    }
}

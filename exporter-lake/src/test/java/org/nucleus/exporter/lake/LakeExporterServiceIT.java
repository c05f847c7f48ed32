package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.testkit.Events;
import org.nucleus.testkit.KafkaInJvm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class LakeExporterServiceIT {
    @TempDir Path dataDir;

    @Test
    void whatIsOnTheLogIsInTheTablesOnceAlsoAfterARestart() {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            ServiceContext context = context(kafka);
            try (LakeExporterService service =
                    new LakeExporterService(Samples.settings(), context)) {
                service.start();
                kafka.append(events(0, 1_000));
                kafka.append(List.of(failedEvent(), garbage()));
                awaitCounts("events,failed,distinct_failed\n1000,2,2\n");
                assertThat(service.check()).isEqualTo(Health.UP);
            }
            kafka.append(events(1_000, 500));
            try (LakeExporterService service =
                    new LakeExporterService(Samples.settings(), context)) {
                service.start();
                awaitCounts("events,failed,distinct_failed\n1500,2,2\n");
            }
        }
    }

    @Test
    void aWarehouseThatCannotBeWrittenIsOneSentence() throws Exception {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                LakeExporterService service =
                        new LakeExporterService(Samples.settings(), context(kafka))) {
            Files.writeString(dataDir.resolve("lake"), "a file where the folder should be");

            assertThatThrownBy(service::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("the lake cannot be opened");
        }
    }

    private ServiceContext context(KafkaInJvm kafka) {
        return new ServiceContext(
                kafka.settings(), dataDir, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static List<ProducerRecord<byte[], byte[]>> events(int from, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            records.add(
                    new ProducerRecord<>(
                            Topic.EVENTS_ENRICHED.name(),
                            ("demo|" + i % 50).getBytes(StandardCharsets.UTF_8),
                            EventCodec.encode(Events.event("e" + i))));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> failedEvent() {
        return new ProducerRecord<>(
                Topic.EVENTS_FAILED.name(),
                "demo".getBytes(StandardCharsets.UTF_8),
                FailedEventCodec.encode(Events.failedEvent("f1")));
    }

    private static ProducerRecord<byte[], byte[]> garbage() {
        return new ProducerRecord<>(
                Topic.EVENTS_ENRICHED.name(),
                "demo|x".getBytes(StandardCharsets.UTF_8),
                new byte[] {9, 9});
    }

    private void awaitCounts(String expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(counts()).isEqualTo(expected));
    }

    private String counts() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(
                Samples.settings(),
                dataDir,
                "select (select count(*) from events) as events,"
                        + " (select count(*) from failed_events) as failed,"
                        + " (select count(distinct failed_id) from failed_events)"
                        + " as distinct_failed",
                OutputFormat.CSV,
                out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.sink.SinkWorker;
import org.nucleus.testkit.Events;
import org.nucleus.testkit.KafkaInJvm;
import org.nucleus.testkit.LaterEvents;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The upgrade of docs/how-to/upgrade.md in its wrong order and its right one: a processor of the
 * next version, with one member more in its schema, beside an exporter of this one.
 */
final class UpgradeIT {
    private static final int NEXT_ONES = 20;

    @TempDir Path dataDir;

    @Test
    void eventsOfTheNextSchemaWaitForTheExportersUpgradeAndNoneIsLost() {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_ENRICHED, Topic.EVENTS_FAILED));
            kafka.append(List.of(on(0, "a0", false), on(1, "b0", false)));
            List<ProducerRecord<byte[], byte[]>> upgraded = new ArrayList<>();
            for (int i = 0; i < NEXT_ONES; i++) {
                upgraded.add(on(0, "n" + i, true));
            }
            kafka.append(upgraded);
            kafka.append(List.of(on(0, "a1", false), on(1, "b1", false)));

            try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
                try (SinkWorker old = exporter(kafka, catalog, EventRow::fill)) {
                    await(catalog, "a0", "b0", "b1");
                    assertThat(old.check())
                            .isInstanceOfSatisfying(
                                    Health.Degraded.class,
                                    waits ->
                                            assertThat(waits.reason())
                                                    .contains(
                                                            "upgrade of this exporter",
                                                            LaterEvents.fingerprint()));
                }
                try (SinkWorker next = exporter(kafka, catalog, UpgradeIT::fillByNext)) {
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(ids(catalog)).hasSize(NEXT_ONES + 4));
                    assertThat(next.check()).isEqualTo(Health.UP);
                }
                assertThat(ids(catalog)).doesNotHaveDuplicates().contains("a1", "n0", "n19");
                assertThat(kafka.read(Topic.EVENTS_FAILED, 0, Duration.ofSeconds(10))).isEmpty();
            }
        }
    }

    private SinkWorker exporter(KafkaInJvm kafka, LakeCatalog catalog, LakeRows rows) {
        ServiceContext context =
                new ServiceContext(
                        kafka.settings(), dataDir, new SimpleMeterRegistry(), Clock.systemUTC());
        LakeSink sink =
                new LakeSink(
                        LakeTable.EVENTS, rows, catalog, Samples.settings(), Clock.systemUTC());
        SinkWorker worker =
                new SinkWorker(
                        "lake-events",
                        Topic.EVENTS_ENRICHED,
                        sink,
                        Samples.settings().commit(),
                        context);
        worker.start();
        return worker;
    }

    private static void await(LakeCatalog catalog, String... ids) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids(catalog)).containsExactlyInAnyOrder(ids));
    }

    private static List<String> ids(LakeCatalog catalog) {
        return TableReader.column(catalog, LakeTable.EVENTS, "event_id");
    }

    private static ProducerRecord<byte[], byte[]> on(int partition, String id, boolean next) {
        Event event = Events.event(id);
        return new ProducerRecord<>(
                Topic.EVENTS_ENRICHED.name(),
                partition,
                "demo|x".getBytes(StandardCharsets.UTF_8),
                next ? LaterEvents.encode(event) : EventCodec.encode(event));
    }

    /** What the next version's row does with bytes of either schema. */
    private static void fillByNext(Record row, byte[] value) {
        EventRow.fill(row, LaterEvents.inCurrentSchema(value));
    }
}

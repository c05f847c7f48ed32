package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.Events;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of acknowledged events where the log and the lake are not of one life. */
final class LakeRewindIT {
    @TempDir Path dataDir;

    @Test
    void anEmptyLogBesideAKeptLakeIsReadFromItsBeginningOnceAnOperatorSaysSo() {
        try (KafkaInJvm first = KafkaInJvm.start()) {
            first.append(in(first, 0, 1_000));
            exported(first, 1_000);
        }
        try (KafkaInJvm second = KafkaInJvm.start()) {
            second.append(in(second, 900, 2_250));

            try (LakeExporterService waiting = started(second)) {
                awaitDown(waiting, "its cluster id is another", "./nucleus lake rewind");
                assertThat(ids()).hasSize(1_000);
                assertThat(rewound()).containsExactly(new LakeRewind.Rewound("events", 1_000));
                await(2_250);
                await(waiting);
            }
        }
    }

    @Test
    void aLogRestoredFromAnOlderCopyLosesNothingAfterARewind() {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            kafka.append(in(kafka, 0, 500));
            exported(kafka, 500);
            kafka.backUp(dataDir.resolve("backup"));
            kafka.append(in(kafka, 500, 1_000));
            exported(kafka, 1_000);

            kafka.restore(dataDir.resolve("backup"));
            kafka.append(in(kafka, 990, 2_000));
            try (LakeExporterService waiting = started(kafka)) {
                awaitDown(waiting, "the record before the stored offset is another", "rewind");
                assertThat(ids()).hasSize(1_000);
                rewound();
                await(2_000);
            }
        }
    }

    private List<LakeRewind.Rewound> rewound() {
        return LakeRewind.run(Samples.settings(), dataDir, Clock.systemUTC());
    }

    private void exported(KafkaInJvm kafka, int events) {
        try (LakeExporterService service = started(kafka)) {
            await(events);
            await(service);
        }
    }

    private LakeExporterService started(KafkaInJvm kafka) {
        LakeExporterService service =
                new LakeExporterService(
                        Samples.settings(),
                        new ServiceContext(
                                kafka.settings(),
                                dataDir,
                                new SimpleMeterRegistry(),
                                Clock.systemUTC()));
        service.start();
        return service;
    }

    private static void await(LakeExporterService service) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(service.check()).isEqualTo(Health.UP));
    }

    private static void awaitDown(LakeExporterService service, String... reasons) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(service.check()).isInstanceOf(Health.Down.class);
                            assertThat(((Health.Down) service.check()).reason()).contains(reasons);
                        });
    }

    private void await(int events) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ids()).hasSize(events).doesNotHaveDuplicates());
    }

    private List<String> ids() {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            return TableReader.column(catalog, LakeTable.EVENTS, "event_id");
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> in(KafkaInJvm kafka, int from, int until) {
        Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_ENRICHED));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        IntStream.range(from, until)
                .forEach(i -> records.add(record(EventCodec.encode(Events.event("e" + i)))));
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] value) {
        return new ProducerRecord<>(
                Topic.EVENTS_ENRICHED.name(),
                ("demo|" + value[value.length - 2] % 50).getBytes(StandardCharsets.UTF_8),
                value);
    }
}

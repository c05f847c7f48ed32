package org.nucleus.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.collector.log.AppendSettings;
import org.nucleus.collector.log.EventLog;
import org.nucleus.model.Topic;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

final class SpoolTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private final KafkaInJvm kafka = KafkaInJvm.shared();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong free = new AtomicLong(4096);
    private final DiskSpace disk = new DiskSpace(free::get, 4096);
    private final Spool.Surroundings surroundings =
            new Spool.Surroundings(ignored -> false, metrics, CLOCK, disk);
    private final String key = "spool-" + UUID.randomUUID();
    @TempDir private Path folder;

    @Test
    void writesARecordAndReadsItAgain() {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        "events.received",
                        null,
                        1_763_757_000_000L,
                        bytes("t|m"),
                        new byte[] {0, -1, 127},
                        List.of(
                                new RecordHeader("received", bytes("{\"a\":\"ü\"}")),
                                new RecordHeader("traceparent", bytes("00-…"))));

        assertThat(SpooledRecords.decode(SpooledRecords.encode(List.of(record, record))))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(record, record);
        for (String broken : List.of("", "[", "{}", "[{}]", "[null]", "[1]")) {
            assertThatThrownBy(() -> SpooledRecords.decode(bytes(broken)))
                    .as(broken)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void holdsNoMoreThanItMayTheOldestFirstForItsOwnerAlone() throws IOException {
        SpoolFolder spool = SpoolFolder.open(folder.resolve("a/b"), 10, CLOCK);

        assertThat(spool.keep(new byte[6])).isTrue();
        assertThat(spool.keep(new byte[5])).isFalse();
        String first = spool.names().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place(first))))
                .isEqualTo("rw-------");
        assertThat(spool.keep(new byte[4])).isTrue();
        assertThat(spool.bytes()).isEqualTo(10);

        SpoolFolder again = SpoolFolder.open(folder.resolve("a/b"), 10, CLOCK);
        assertThat(again.files()).isEqualTo(2);
        assertThat(again.keep(new byte[1])).isFalse();
        again.delete(first);
        assertThat(again.read(again.names().getFirst())).hasSize(4);
        assertThat(again.keep(new byte[6])).isTrue();
    }

    private Path place(String name) {
        return folder.resolve("a/b").resolve(name);
    }

    @Test
    void returnsAllButWhatWasOnlyBegunAndWhatCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("1-x.json.draft"), "[");
        Files.writeString(folder.resolve("1-x.json"), "[");
        Files.createDirectory(folder.resolve("0-no-file.json"));
        try (EventLog log = log();
                Spool spool = open(log)) {
            assertThat(spool.keep(List.of(record()))).isTrue();

            await().until(() -> count("returned") == 1);
            assertThat(kept()).as("what the disk does not give is tried again").isEqualTo(1);
            assertThat(folder.resolve("1-x.json.unreadable")).hasContent("[");
            assertThat(folder.resolve("1-x.json.draft")).doesNotExist();
            assertThat(count("unreadable")).isEqualTo(1);
            assertThat(kafka.read(Topic.EVENTS_RECEIVED, 1, Duration.ofSeconds(20)))
                    .filteredOn(record -> new String(record.key()).equals(key))
                    .hasSize(1);
        }
    }

    @Test
    void saysThatItIsFullOrCannotBeWritten() throws Exception {
        try (EventLog log = log()) {
            try (Spool spool =
                    Spool.open(folder.resolve("full"), new SpoolSettings(1), log, surroundings)) {
                assertThat(spool.keep(List.of(record()))).isFalse();
                assertThat(count("full")).isEqualTo(1);
            }
            Path lost = folder.resolve("lost");
            try (Spool spool = Spool.open(lost, new SpoolSettings(1000), log, surroundings)) {
                Files.delete(lost);
                assertThat(spool.keep(List.of(record()))).isFalse();
                assertThat(count("failed")).isEqualTo(1);
            }
            Path file = Files.createFile(folder.resolve("file"));
            assertThatThrownBy(() -> Spool.open(file, new SpoolSettings(1), log, surroundings))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void leavesTheLastOfADiskToTheLog() {
        try (EventLog log = log();
                Spool spool = open(log)) {
            free.set(1023);
            disk.start();
            assertThat(spool.keep(List.of(record()))).isFalse();
            assertThat(count("full")).isEqualTo(1);
        } finally {
            disk.close();
        }
    }

    private Spool open(EventLog log) {
        return Spool.open(folder, new SpoolSettings(1 << 20), log, surroundings);
    }

    private EventLog log() {
        Topics.ensure(
                kafka.settings(),
                List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_FAILED, Topic.OPS_UPLOADS));
        return EventLog.open(
                kafka.settings(),
                new AppendSettings(Duration.ofMillis(1), "none", 1 << 14, Duration.ofSeconds(4)),
                1 << 20);
    }

    private ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>("events.received", null, 1L, bytes(key), bytes("{}"));
    }

    private double kept() {
        return metrics.get("nucleus.collector.spool.deliveries").gauge().value();
    }

    private double count(String outcome) {
        return metrics.get("nucleus.collector.spooled").tag("outcome", outcome).counter().count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

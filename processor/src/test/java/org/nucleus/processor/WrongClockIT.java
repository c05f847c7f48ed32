package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A clock that was ahead, or goes back while the processor runs, stops nothing. */
final class WrongClockIT {
    private static final Duration AHEAD = Duration.ofDays(3);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    @Test
    void whatWasReceivedUnderAClockAheadPassesAndSoDoesWhatFollows(@TempDir Path dataDir) {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                ProcessorService processor = processor(kafka, dataDir)) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_RECEIVED));
            append(kafka, "ahead", Instant.now().plus(AHEAD));
            append(kafka, "right", Instant.now());

            processor.start();

            assertThat(ids(kafka, 6)).hasSize(6);
            assertThat(processor.check()).isEqualTo(Health.UP);
        }
    }

    @Test
    void aClockThatGoesBackWhileTheProcessorRunsHoldsUpNothing(@TempDir Path dataDir)
            throws IOException, InterruptedException {
        Optional<Path> library = faketime();
        if (library.isEmpty()) {
            System.out.println("faketime is not installed: no clock is set back in this run");
            return;
        }
        Path offset = dataDir.resolve("offset");
        Files.writeString(offset, "+" + AHEAD.toSeconds());
        Map<String, String> environment =
                Map.of(
                        "LD_PRELOAD",
                        library.get().toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        offset.toString(),
                        "FAKETIME_NO_CACHE",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1");
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_ENRICHED));
            append(kafka, "ahead", Instant.now().plus(AHEAD));
            try (ProcessorProcess ignored =
                    ProcessorProcess.start(kafka.bootstrapServers(), dataDir, environment)) {
                assertThat(ids(kafka, 3)).hasSize(3);

                Files.writeString(offset, "+0");
                append(kafka, "right", Instant.now());

                assertThat(ids(kafka, 6)).hasSize(6);
            }
        }
    }

    private static Optional<Path> faketime() throws IOException {
        Path libraries = Path.of("/usr/lib");
        try (Stream<Path> found =
                Files.find(
                        libraries,
                        4,
                        (file, ignored) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst();
        }
    }

    /** Two events of a meeting that nobody made, and one that does not wait. */
    private static void append(KafkaInJvm kafka, String name, Instant receivedTime) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String json :
                List.of(
                        "{\"event_name\":\"muc-occupant-joined\",\"room_jid\":\"a@x\","
                                + "\"occupant\":{\"occupant_jid\":\"1\",\"joined_at\":100}}",
                        "{\"event_name\":\"muc-occupant-joined\",\"room_jid\":\"a@x\","
                                + "\"occupant\":{\"occupant_jid\":\"2\",\"joined_at\":100}}",
                        "{\"event_name\":\"muc-room-created\",\"room_jid\":\"b@x\","
                                + "\"created_at\":100}")) {
            records.add(
                    ReceivedRecords.toRecord(
                            new ReceivedEvent(
                                    "oakfield",
                                    "jitsi-1",
                                    Format.JITSI,
                                    "event_sync",
                                    receivedTime,
                                    name + records.size(),
                                    "rooms",
                                    json.getBytes(StandardCharsets.UTF_8))));
        }
        kafka.append(records);
    }

    private static List<String> ids(KafkaInJvm kafka, int atLeast) {
        return kafka.read(Topic.EVENTS_ENRICHED, atLeast, WITHIN).stream()
                .map(record -> EventCodec.decode(record.value()).id())
                .distinct()
                .toList();
    }

    private static ProcessorService processor(KafkaInJvm kafka, Path dataDir) {
        return new ProcessorService(
                new ProcessorSettings(
                        "wrong-clock",
                        2,
                        Duration.ofMillis(100),
                        Duration.ofDays(7),
                        Duration.ofSeconds(1)),
                new ServiceContext(
                        kafka.settings(), dataDir, new SimpleMeterRegistry(), Clock.systemUTC()));
    }
}

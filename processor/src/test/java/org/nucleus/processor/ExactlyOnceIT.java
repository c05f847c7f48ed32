package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;
import org.nucleus.testkit.Statements;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The processor is killed again and again while events come in, some of them twice, some of them
 * broken, and some that wait for others; afterwards each is on {@code events.enriched} exactly
 * once, in order per subject.
 */
final class ExactlyOnceIT {
    private static final int EVENTS = 8_000;
    private static final int BATCH = 100;
    private static final int KILLS = 4;
    private static final int SUBJECTS = 50;
    private static final int ALL = EVENTS + 2 * EVENTS / BATCH;
    private static final Duration WITHIN = Duration.ofSeconds(120);

    private final Random random = new Random(20261121);

    /** Of today, because the broker deletes by record time. */
    private final Instant receivedTime = Instant.now();

    @Test
    void everyEventComesOutExactlyOnceThroughKills(@TempDir Path dataDir)
            throws IOException, InterruptedException {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(
                    kafka.settings(),
                    List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_ENRICHED, Topic.EVENTS_FAILED));
            try (ProcessorProcess processor = killedAgainAndAgain(kafka, dataDir)) {
                assertEachOnce(kafka.read(Topic.EVENTS_ENRICHED, ALL, WITHIN));
                assertThat(kafka.read(Topic.EVENTS_FAILED, EVENTS / BATCH, WITHIN))
                        .extracting(record -> FailedEventCodec.decode(record.value()).stage())
                        .hasSize(EVENTS / BATCH)
                        .containsOnly(NormaliseStage.NAME);
                assertThat(processor.stop()).as("stops in good order").isTrue();
                assertEachOnce(kafka.read(Topic.EVENTS_ENRICHED, ALL, WITHIN));
            }
        }
    }

    /** Sends all events while a processor works on them and is killed; returns the one alive. */
    private ProcessorProcess killedAgainAndAgain(KafkaInJvm kafka, Path dataDir)
            throws InterruptedException {
        List<List<ProducerRecord<byte[], byte[]>>> batches = batches();
        ProcessorProcess processor = ProcessorProcess.start(kafka.bootstrapServers(), dataDir);
        for (int kill = 0; kill < KILLS; kill++) {
            int from = batches.size() * kill / KILLS;
            int to = batches.size() * (kill + 1) / KILLS;
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(
                            () -> batches.subList(from, to).forEach(kafka::append));
            int seen = EVENTS / KILLS * kill + 1 + random.nextInt(EVENTS / KILLS / 2);
            try (ProcessorProcess ignored = processor) {
                kafka.read(Topic.EVENTS_ENRICHED, seen, WITHIN);
            }
            processor = ProcessorProcess.start(kafka.bootstrapServers(), dataDir);
            sending.join();
        }
        return processor;
    }

    private static void assertEachOnce(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Long> lastOfSubject = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Event event = EventCodec.decode(record.value());
            counts.merge(event.id(), 1, Integer::sum);
            if (event.provenance().format() == Format.JITSI) {
                continue;
            }
            long number = UUID.fromString(event.id()).getLeastSignificantBits();
            Long before =
                    lastOfSubject.put(new String(record.key(), StandardCharsets.UTF_8), number);
            assertThat(before == null || before < number).as("in order per subject").isTrue();
        }
        assertThat(counts).hasSize(ALL);
        assertThat(counts.values()).containsOnly(1);
    }

    private List<List<ProducerRecord<byte[], byte[]>>> batches() {
        List<List<ProducerRecord<byte[], byte[]>>> batches = new ArrayList<>();
        for (int start = 0; start < EVENTS; start += BATCH) {
            List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (int number = start; number < start + BATCH; number++) {
                String id = new UUID(7, number).toString();
                batch.add(record(id, number, statement(id, number)));
                if (random.nextInt(10) == 0) {
                    batch.add(record(id, number, statement(id, number)));
                }
            }
            batch.add(record("broken-" + start, start, "{\"broken\":" + start + "}"));
            batches.add(batch);
        }
        for (int i = 0; i < batches.size(); i++) {
            batches.get(i).add(joined(i));
            batches.get(Math.min(i + 2, batches.size() - 1)).add(created(i));
        }
        return batches;
    }

    private ProducerRecord<byte[], byte[]> joined(int room) {
        return jitsi(
                room,
                "{\"event_name\":\"muc-occupant-joined\",\"room_jid\":\"room-%d\",\"occupant\":{"
                        + "\"occupant_jid\":\"a\",\"joined_at\":1791284460}}");
    }

    private ProducerRecord<byte[], byte[]> created(int room) {
        return jitsi(
                room,
                "{\"event_name\":\"muc-room-created\",\"room_jid\":\"room-%d\","
                        + "\"created_at\":1791284400}");
    }

    private ProducerRecord<byte[], byte[]> jitsi(int room, String json) {
        byte[] payload = json.formatted(room).getBytes(StandardCharsets.UTF_8);
        return ReceivedRecords.toRecord(
                new ReceivedEvent(
                        "oakfield",
                        "jitsi-1",
                        Format.JITSI,
                        "event_sync",
                        receivedTime.plusMillis(room),
                        UUID.nameUUIDFromBytes(payload).toString(),
                        "room-" + room,
                        payload));
    }

    private static String statement(String id, int number) {
        return Statements.statement(id, "learner-" + number % SUBJECTS, "lesson-" + number);
    }

    private ProducerRecord<byte[], byte[]> record(String id, int number, String payload) {
        return ReceivedRecords.toRecord(
                new ReceivedEvent(
                        "oakfield",
                        "lms-1",
                        Format.XAPI,
                        "1.0.3",
                        receivedTime.plusMillis(number),
                        id,
                        "mailto:learner-" + number % SUBJECTS + "@example.org",
                        payload.getBytes(StandardCharsets.UTF_8)));
    }
}

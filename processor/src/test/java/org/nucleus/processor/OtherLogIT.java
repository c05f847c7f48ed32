package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.testkit.KafkaInJvm;
import org.nucleus.testkit.Statements;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A processor whose stores are kept while its log is lost. */
final class OtherLogIT {
    private static final int EVENTS = 50;
    private static final int OTHERS = 400;

    @TempDir Path dataDir;
    @TempDir Path otherDataDir;
    private final Instant receivedTime = Clock.systemUTC().instant();

    @Test
    void doesNotTakeWhatOnlyTheLostLogHadForDuplicates() throws IOException {
        try (KafkaInJvm lost = KafkaInJvm.start()) {
            assertThat(processed(lost, dataDir, 0, EVENTS)).hasSize(EVENTS);
        }
        Files.copy(dataDir.resolve("copy.id"), otherDataDir.resolve("copy.id"));
        try (KafkaInJvm made = KafkaInJvm.start()) {
            assertThat(processed(made, otherDataDir, EVENTS, EVENTS + OTHERS)).hasSize(OTHERS);
            assertThat(processed(made, dataDir, 0, EVENTS)).hasSize(EVENTS + OTHERS);
        }
    }

    /**
     * Appends and processes events with the stores of a folder; ids of all that came out so far.
     */
    private Set<String> processed(KafkaInJvm kafka, Path stores, int from, int until) {
        ServiceContext context =
                new ServiceContext(
                        kafka.settings(), stores, new SimpleMeterRegistry(), Clock.systemUTC());
        ProcessorSettings settings =
                new ProcessorSettings(
                        "nucleus-processor",
                        1,
                        Duration.ofMillis(100),
                        Duration.ofDays(7),
                        Duration.ofSeconds(2));
        try (ProcessorService processor = new ProcessorService(settings, context)) {
            processor.start();
            kafka.append(IntStream.range(from, until).mapToObj(this::received).toList());
            Set<String> ids = new HashSet<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                kafka.read(Topic.EVENTS_ENRICHED, 0, Duration.ofSeconds(20))
                                        .forEach(
                                                record ->
                                                        ids.add(
                                                                EventCodec.decode(record.value())
                                                                        .id()));
                                return ids.containsAll(ids(from, until));
                            });
            return ids;
        }
    }

    private static Set<String> ids(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> new UUID(9, number).toString())
                .collect(Collectors.toSet());
    }

    private ProducerRecord<byte[], byte[]> received(int number) {
        String id = new UUID(9, number).toString();
        return ReceivedRecords.toRecord(
                new ReceivedEvent(
                        "oakfield",
                        "lms-1",
                        Format.XAPI,
                        "1.0.3",
                        receivedTime.plusMillis(number),
                        id,
                        "mailto:learner-" + number % 5 + "@example.org",
                        Statements.statement(id, "learner-" + number % 5, "lesson")
                                .getBytes(StandardCharsets.UTF_8)));
    }
}

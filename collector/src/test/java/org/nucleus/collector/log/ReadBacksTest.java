package org.nucleus.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class ReadBacksTest {
    /** Takes longer than any test, and is given up at its end. */
    private static final int FOR_LONG = 1_000_000;

    private static final KafkaInJvm KAFKA = KafkaInJvm.shared();
    private final byte[] value = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    private final ReadBacks readBacks = new ReadBacks(KAFKA.settings());
    private Position position;

    @BeforeEach
    void append() {
        Topics.ensure(KAFKA.settings(), List.of(Topic.EVENTS_RECEIVED));
        ReceivedEvent event =
                new ReceivedEvent(
                        "read-backs",
                        "read-backs",
                        Format.XAPI,
                        "1.0.3",
                        Instant.parse("2026-11-02T09:00:00Z"),
                        UUID.randomUUID().toString(),
                        "read-backs",
                        value);
        KAFKA.append(List.of(ReceivedRecords.toRecord(event)));
        for (ConsumerRecord<byte[], byte[]> record :
                KAFKA.read(Topic.EVENTS_RECEIVED, 0, Duration.ofSeconds(20))) {
            if (Arrays.equals(record.value(), value)) {
                position = new Position(record.partition(), record.offset());
            }
        }
    }

    @AfterEach
    void close() {
        readBacks.close();
    }

    @Test
    void readsWhatIsThereAndTellsWhatIsNot() throws Exception {
        Position gone = new Position(position.partition(), Long.MAX_VALUE / 2);

        List<Optional<byte[]>> values =
                read("a", List.of(position, gone)).get(20, TimeUnit.SECONDS);

        assertThat(values.get(0)).hasValueSatisfying(one -> assertThat(one).isEqualTo(value));
        assertThat(values.get(1)).isEmpty();
    }

    @Test
    void requestsOfOneSourceDoNotHoldUpThoseOfAnother() throws Exception {
        CompletableFuture<?> first = read("a", Collections.nCopies(FOR_LONG, position));
        CompletableFuture<?> second = read("a", List.of(position));

        assertThat(read("b", List.of(position)).get(20, TimeUnit.SECONDS)).hasSize(1);

        assertThat(first).isNotDone();
        assertThat(second).as("of the same source").isNotDone();
    }

    @Test
    void refusesTheRequestsOfASourceOfWhichTooManyWait() {
        CompletableFuture<?> first = read("a", Collections.nCopies(FOR_LONG, position));
        for (int i = 0; i < 64; i++) {
            assertThat(readBacks.read("a", List.of(position))).isPresent();
        }

        assertThat(readBacks.read("a", List.of(position))).isEmpty();
        assertThat(readBacks.read("b", List.of(position))).isPresent();
        assertThat(first).isNotDone();
    }

    private CompletableFuture<List<Optional<byte[]>>> read(
            String source, List<Position> positions) {
        return readBacks.read(source, positions).orElseThrow();
    }
}

package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.testkit.Statements;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

final class DeduplicateStageTest {
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final String ID = new UUID(1, 1).toString();

    private final Stages stages = new Stages();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<byte[], byte[]> topic = Stages.received(driver);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventSentAgainIsDroppedAndCounted() {
        send(ID, Statements.statement(ID), Duration.ZERO);
        send(ID, Statements.statement(ID), Duration.ofSeconds(1));
        send(ID, Statements.statement(ID), Duration.ofDays(6));

        assertThat(verdicts).hasSize(1);
        assertThat(stages.count("deduplicate", "accepted")).isEqualTo(1);
        assertThat(stages.count("deduplicate", "duplicate")).isEqualTo(2);
    }

    @Test
    void aMemberThatTheCollectorSetsDoesNotMakeAnotherEvent() {
        String statement =
                Statements.statement(ID)
                        .replace("\"timestamp\"", "\"stored\":\"%s\",\"timestamp\"");
        send(ID, statement.formatted("2026-11-02T09:30:00Z"), Duration.ZERO);
        send(ID, statement.formatted("2026-11-02T09:31:00Z"), Duration.ofMinutes(1));

        assertThat(verdicts).hasSize(1);
        assertThat(stages.count("deduplicate", "duplicate")).isEqualTo(1);
    }

    @Test
    void anotherEventUnderAKnownIdFailsWithItsBytes() {
        String other = Statements.statement(ID).replace("completed", "attempted");
        send(ID, Statements.statement(ID), Duration.ZERO);
        send(ID, other, Duration.ofSeconds(1));

        FailedEvent failed = ((Verdict.Failed) verdicts.get(1)).event();
        assertThat(failed.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(failed.eventId()).isEqualTo(ID);
        assertThat(failed.stage()).isEqualTo("deduplicate");
        assertThat(failed.payload())
                .asString(StandardCharsets.UTF_8)
                .startsWith(other.substring(0, other.lastIndexOf('}')));
        assertThat(stages.count("deduplicate", "rejected")).isEqualTo(1);
    }

    @Test
    void anEventRememberedUnderAnEarlierDefinitionOfContentIsNoConflictWhenSentAgain() {
        send(ID, Statements.statement(ID), Duration.ZERO);
        rememberAsBefore(seen -> ByteBuffer.allocate(16).putLong(seen.getLong()).putLong(42));
        send(ID, Statements.statement(ID), Duration.ofSeconds(1));
        rememberAsBefore(
                seen -> ByteBuffer.allocate(17).putLong(seen.getLong()).putLong(43).put((byte) 1));
        send(ID, Statements.statement(ID), Duration.ofSeconds(2));

        assertThat(verdicts).hasSize(1);
        assertThat(stages.count("deduplicate", "duplicate")).isEqualTo(2);
    }

    @Test
    void theSameIdOfAnotherTenantIsAnotherEvent() {
        send(ID, Statements.statement(ID), Duration.ZERO);
        topic.pipeInput(
                Stages.record(
                        new ReceivedEvent(
                                "elmwood",
                                "lms-1",
                                Format.XAPI,
                                "1.0.3",
                                Stages.NOW,
                                ID,
                                "mailto:learner@example.org",
                                Statements.statement(ID).getBytes(StandardCharsets.UTF_8))));

        assertThat(verdicts).hasSize(2).allMatch(Verdict.Accepted.class::isInstance);
    }

    @Test
    void anIdIsRememberedForTheWholeWindowAndNotLonger() {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            Duration first = Duration.ofHours(random.nextInt(200)).plusDays(40L * i);
            String id = new UUID(2, i).toString();
            String statement = Statements.statement(id);
            verdicts.clear();
            send(id, statement, first);
            send(id, statement, first.plus(WINDOW));
            assertThat(verdicts).as("within the window, first sent after %s", first).hasSize(1);
            send(id, statement, first.plus(WINDOW).plusMillis(1));
            assertThat(verdicts).as("after the window, first sent after %s", first).hasSize(2);
        }
    }

    @Test
    void aRecordThatIsOlderThanTheFirstOneIsStillADuplicate() {
        for (int hours = 0; hours < 7 * 24; hours += 5) {
            String id = new UUID(3, hours).toString();
            String statement = Statements.statement(id);
            verdicts.clear();
            send(id, statement, Duration.ofHours(hours));
            send(id, statement, Duration.ofHours(hours).minusMinutes(3));
            assertThat(verdicts).hasSize(1);
        }
    }

    @Test
    void whatFailedBeforePasses() {
        topic.pipeInput(Stages.xapi(ID, "[]", Duration.ZERO));
        topic.pipeInput(Stages.xapi(ID, "[]", Duration.ZERO));

        assertThat(verdicts).hasSize(2).allMatch(Verdict.Failed.class::isInstance);
    }

    /** Changes what the store holds of the one event in it. */
    private void rememberAsBefore(UnaryOperator<ByteBuffer> change) {
        WindowStore<String, byte[]> store = driver.getWindowStore(DeduplicateStage.NAME);
        try (KeyValueIterator<Windowed<String>, byte[]> all = store.all()) {
            KeyValue<Windowed<String>, byte[]> only = all.next();
            byte[] before = change.apply(ByteBuffer.wrap(only.value.clone())).array();
            store.put(only.key.key(), before, only.key.window().start());
        }
    }

    private void send(String id, String payload, Duration later) {
        TestRecord<byte[], byte[]> record = Stages.xapi(id, payload, later);
        topic.pipeInput(record);
    }

    private TopologyTestDriver driver() {
        StreamsBuilder builder = new StreamsBuilder();
        new DeduplicateStage(WINDOW, stages.metrics)
                .apply(
                        new NormaliseStage(Normaliser::normalise, stages.metrics)
                                .apply(
                                        builder.stream(
                                                Topic.EVENTS_RECEIVED.name(),
                                                Consumed.with(
                                                        Serdes.ByteArray(), Serdes.ByteArray()))))
                .foreach((key, verdict) -> verdicts.add(verdict));
        return Stages.driver(builder.build());
    }
}

package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.processor.normalise.Outcome;
import org.nucleus.testkit.Statements;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

final class NormaliseStageTest {
    private static final String ID = new UUID(1, 1).toString();

    private final Stages stages = new Stages();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();

    @Test
    void aStatementBecomesAnEventUnderTheKeyItCameWith() {
        run(Normaliser::normalise, Stages.xapi(ID, Statements.statement(ID), Duration.ZERO));

        Verdict.Accepted accepted = (Verdict.Accepted) verdicts.getFirst();
        assertThat(accepted.event().id()).isEqualTo(ID);
        assertThat(EventCodec.decode(accepted.encoded())).isEqualTo(accepted.event());
        assertThat(keys).containsExactly("oakfield|mailto:learner@example.org");
        assertThat(stages.count("normalise", "accepted")).isEqualTo(1);
    }

    @Test
    void whatIsNoStatementFailsWithEveryReasonAndItsBytes() {
        run(Normaliser::normalise, Stages.xapi(ID, "{\"actor\":1}", Duration.ofSeconds(3)));

        FailedEvent failed = failed(0);
        assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
        assertThat(failed.stage()).isEqualTo("normalise");
        assertThat(failed.tenant()).isEqualTo("oakfield");
        assertThat(failed.source()).isEqualTo("lms-1");
        assertThat(failed.format()).isEqualTo(Format.XAPI);
        assertThat(failed.violations()).hasSize(3);
        assertThat(failed.failedTime()).isEqualTo(Stages.NOW.plusSeconds(3));
        assertThat(failed.payload()).isEqualTo("{\"actor\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(stages.count("normalise", "rejected")).isEqualTo(1);
    }

    @Test
    void poisonNeverStopsThePartition() {
        Headers half = new RecordHeaders().add("tenant", new byte[] {-1});
        Headers odd =
                Stages.xapi(ID, "{}", Duration.ZERO)
                        .headers()
                        .remove("format")
                        .add("format", "FAX".getBytes(StandardCharsets.UTF_8));
        byte[] garbage = {0, -1, 7, -128};
        run(
                Normaliser::normalise,
                Stages.withHeaders(null, garbage, new RecordHeaders()),
                Stages.withHeaders(garbage, garbage, half),
                Stages.withHeaders(garbage, garbage, odd),
                Stages.withHeaders(null, null, Stages.xapi(ID, "{}", Duration.ZERO).headers()),
                Stages.xapi(ID, Statements.statement(ID), Duration.ZERO));

        for (int i = 0; i < 4; i++) {
            assertThat(failed(i).tenant()).isEqualTo(FailedEvent.UNKNOWN);
            assertThat(failed(i).format()).isNull();
            assertThat(failed(i).violations().getFirst().rule())
                    .isEqualTo("nucleus.record.headers");
        }
        assertThat(failed(0).payload()).isEqualTo(garbage);
        assertThat(verdicts.getLast()).isInstanceOf(Verdict.Accepted.class);
        assertThat(verdicts).hasSize(5);
    }

    @Test
    void aDefectOfOursKeepsTheEventAsFailed() {
        Function<ReceivedEvent, Outcome> broken =
                received -> {
                    throw new IllegalStateException("Ada's answer was 42");
                };
        run(broken, Stages.xapi(ID, "{\"a\":1}", Duration.ZERO));

        assertThat(failed(0).kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(failed(0).violations().toString())
                .contains("IllegalStateException")
                .doesNotContain("Ada");
    }

    @Test
    void aDefectWithoutStackTraceDoesNotStopThePartitionEither() {
        IllegalStateException hot = new IllegalStateException("hot");
        hot.setStackTrace(new StackTraceElement[0]);
        run(
                received -> {
                    throw hot;
                },
                Stages.xapi(ID, "{}", Duration.ZERO));

        assertThat(failed(0).kind()).isEqualTo(FailureKind.INTERNAL);
    }

    @Test
    void theSameBytesFailUnderTheSameId() {
        run(
                Normaliser::normalise,
                Stages.xapi(ID, "{\"a\":1}", Duration.ZERO),
                Stages.xapi(ID, "{\"a\":1}", Duration.ofSeconds(9)),
                Stages.xapi(ID, "{\"a\":2}", Duration.ofSeconds(9)));

        assertThat(failed(0).failedId())
                .isEqualTo(failed(1).failedId())
                .isNotEqualTo(failed(2).failedId());
    }

    @Test
    void anEntityDescribeGoesNowhereButIsCounted() {
        run(
                Normaliser::normalise,
                Stages.record(
                        new ReceivedEvent(
                                "oakfield",
                                "lms-2",
                                Format.CALIPER,
                                "v1p2",
                                Stages.NOW,
                                "e",
                                "s",
                                "{\"id\":\"urn:p\",\"type\":\"Person\"}"
                                        .getBytes(StandardCharsets.UTF_8))));

        assertThat(verdicts).isEmpty();
        assertThat(stages.count("normalise", "described")).isEqualTo(1);
    }

    @Test
    void anEventTooLargeForARecordFails() {
        String statement =
                Statements.statement(ID)
                        .replace(
                                "\"timestamp\"",
                                "\"x\":\"" + "y".repeat(20 << 20) + "\",\"timestamp\"");
        run(Normaliser::normalise, Stages.xapi(ID, statement, Duration.ZERO));

        assertThat(failed(0).kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failed(0).violations().getFirst().rule()).isEqualTo("nucleus.event.size");
    }

    private FailedEvent failed(int index) {
        return ((Verdict.Failed) verdicts.get(index)).event();
    }

    @SafeVarargs
    private void run(
            Function<ReceivedEvent, Outcome> normaliser, TestRecord<byte[], byte[]>... records) {
        StreamsBuilder builder = new StreamsBuilder();
        new NormaliseStage(normaliser, stages.metrics)
                .apply(
                        builder.stream(
                                Topic.EVENTS_RECEIVED.name(),
                                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())))
                .foreach(
                        (key, verdict) -> {
                            keys.add(key == null ? null : new String(key, StandardCharsets.UTF_8));
                            verdicts.add(verdict);
                        });
        try (TopologyTestDriver driver = Stages.driver(builder.build())) {
            TestInputTopic<byte[], byte[]> topic = Stages.received(driver);
            List.of(records).forEach(topic::pipeInput);
        }
    }
}

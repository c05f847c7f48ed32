package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.runtime.kafka.TraceContext;
import org.nucleus.testkit.Statements;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

final class ProcessorTopologyTest {
    private static final String ID = new UUID(1, 1).toString();

    private final Stages stages = new Stages();
    private final TopologyTestDriver driver = Stages.driver(topology());
    private final TestInputTopic<byte[], byte[]> received = Stages.received(driver);
    private final TestOutputTopic<byte[], byte[]> enriched = output(Topic.EVENTS_ENRICHED);
    private final TestOutputTopic<byte[], byte[]> failed = output(Topic.EVENTS_FAILED);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventComesOutOnceInOrderUnderTheKeyItCameWith() {
        String other = new UUID(1, 2).toString();
        received.pipeInput(Stages.xapi(ID, Statements.statement(ID), Duration.ZERO));
        received.pipeInput(Stages.xapi(ID, Statements.statement(ID), Duration.ofSeconds(1)));
        received.pipeInput(Stages.xapi(other, Statements.statement(other), Duration.ofSeconds(2)));

        List<TestRecord<byte[], byte[]>> records = enriched.readRecordsToList();
        assertThat(records)
                .extracting(record -> EventCodec.decode(record.value()).id())
                .containsExactly(ID, other);
        assertThat(text(records.getFirst().key())).isEqualTo("oakfield|mailto:learner@example.org");
        assertThat(records.getFirst().getRecordTime()).isEqualTo(Stages.NOW);
        assertThat(records.getFirst().headers()).isEmpty();
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void theTraceOfAnEventGoesOnWithIt() {
        TestRecord<byte[], byte[]> traced =
                Stages.xapi(ID, Statements.statement(ID), Duration.ZERO);
        new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1")
                .writeTo(traced.headers());
        received.pipeInput(traced);

        assertThat(enriched.readRecord().headers())
                .extracting(header -> header.key() + ": " + text(header.value()))
                .containsExactly(
                        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "tracestate: a=1");
    }

    @Test
    void aRefusedEventEndsInFailedUnderItsTenant() {
        received.pipeInput(Stages.xapi(ID, "{}", Duration.ZERO));

        TestRecord<byte[], byte[]> record = failed.readRecord();
        assertThat(text(record.key())).isEqualTo("oakfield");
        assertThat(FailedEventCodec.decode(record.value()).payload())
                .isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(enriched.isEmpty()).isTrue();
    }

    @Test
    void bytesTooLargeToBeKeptAreLeftOutOfTheFailure() {
        received.pipeInput(Stages.withHeaders(null, new byte[4 << 20], new RecordHeaders()));

        FailedEvent event = FailedEventCodec.decode(failed.readValue());
        assertThat(event.payload()).isEmpty();
        assertThat(event.violations())
                .extracting(violation -> violation.rule())
                .containsExactly("nucleus.record.headers", "nucleus.failed.size");
    }

    @Test
    void fromReceivedToThroughIsMeasured() {
        received.pipeInput(Stages.xapi(ID, Statements.statement(ID), Duration.ZERO));

        assertThat(
                        stages.registry
                                .get("nucleus.processor.latency")
                                .timer()
                                .totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(250);
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Topology topology() {
        return new ProcessorTopology(
                        new NormaliseStage(Normaliser::normalise, stages.metrics),
                        new DeduplicateStage(Duration.ofDays(7), stages.metrics),
                        new PersonStage(Duration.ofSeconds(5), stages.metrics),
                        new InstanceStage(Duration.ofSeconds(5), stages.metrics))
                .get();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

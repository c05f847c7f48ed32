package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Events of meetings through all stages: once each, whatever comes again and in which order. */
final class MeetingsTest {
    private static final String MEETING = "e402e3a20aebe489165d05417ebb6b43b274d00c-1791284400040";
    private static final String CALLBACK = resource("/bbb/analytics-callback.json");
    private static final String ANSWER =
            resource("/bbb/webhook-timeline.ndjson")
                    .lines()
                    .filter(line -> line.contains("poll-responded"))
                    .findFirst()
                    .orElseThrow();

    private final Stages stages = new Stages();
    private final TopologyTestDriver driver =
            Stages.driver(
                    new ProcessorTopology(
                                    new NormaliseStage(Normaliser::normalise, stages.metrics),
                                    new DeduplicateStage(Duration.ofDays(7), stages.metrics),
                                    new PersonStage(Duration.ofSeconds(5), stages.metrics),
                                    new InstanceStage(Duration.ofSeconds(5), stages.metrics))
                            .get());
    private final TestInputTopic<byte[], byte[]> received = Stages.received(driver);
    private final TestOutputTopic<byte[], byte[]> enriched = output(Topic.EVENTS_ENRICHED);
    private final TestOutputTopic<byte[], byte[]> failed = output(Topic.EVENTS_FAILED);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aCallbackSentThreeTimesIsItsFiveEventsOnce() {
        for (int i = 0; i < 3; i++) {
            send("callback", "c-1", CALLBACK);
        }

        assertThat(events())
                .extracting(event -> event.verb().id().replaceFirst(".*[:/]", ""))
                .containsExactly("unmapped", "attended", "attended", "attended", "answered");
        assertThat(failed.isEmpty()).isTrue();
        assertThat(stages.count("normalise", "accepted")).isEqualTo(15);
        assertThat(stages.count("deduplicate", "duplicate")).isEqualTo(10);
    }

    @Test
    void aRevisionIsKeptAndCountsNobodyTwice() {
        String revision = CALLBACK.replace("\"duration\":1680", "\"duration\":1690");
        send("callback", "c-1", CALLBACK);
        send("callback", "c-2", revision);

        assertThat(events()).hasSize(6).extracting(Event::payload).contains(CALLBACK, revision);
        FailedEvent conflict = FailedEventCodec.decode(failed.readValue());
        assertThat(conflict.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(new String(conflict.payload(), StandardCharsets.UTF_8))
                .contains("Ada Moreau", "1690")
                .doesNotContain("Basil");
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void aRevisionIsAnAlarmAlsoWhereNobodysAttendanceDiffers() {
        send("callback", "c-1", CALLBACK);
        send("callback", "c-1", CALLBACK);
        send("callback", "c-2", CALLBACK.replaceFirst("\\{", "{ "));
        assertThat(stages.count("deduplicate", "revised")).isZero();

        send("callback", "c-3", CALLBACK.replace("\"polls\"", "\"files\""));

        assertThat(stages.count("deduplicate", "revised")).isEqualTo(1);
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void thirtyAnswersToOnePollAreThirtyEventsOfNobodyByName() {
        for (int i = 0; i < 30; i++) {
            send("webhook", "w-" + i, ANSWER.replace("[1, 2]", "[" + i % 3 + "]"));
        }

        List<Event> events = events();
        assertThat(events).hasSize(30);
        assertThat(events)
                .extracting(event -> event.actor().id())
                .containsOnly("anonymous:" + MEETING);
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void aVoteOfTheCallbackIsNeverTakenForAWebhooksAnswer() {
        send("webhook", "w-1", ANSWER);
        send("callback", "c-1", CALLBACK);
        send("webhook", "w-2", ANSWER.replace("[1, 2]", "[0]"));

        assertThat(events())
                .filteredOn(event -> event.verb().id().endsWith("answered"))
                .extracting(
                        event -> event.actor().displayName(), event -> event.result().response())
                .containsExactly(
                        tuple(null, "1[,]2"), tuple("Ada Moreau", "telophase"), tuple(null, "0"));
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void oneEventInTwoShapesUnderOneIdIsNoConflict() {
        String line = resource("/chime/meeting-timeline.ndjson").lines().findFirst().orElseThrow();
        send(Format.CHIME, "eventbridge", "e-1", line);
        send(Format.CHIME, "eventbridge", "e-1", line.replaceFirst("\"id\": \"[^\"]+\", ", ""));

        assertThat(events()).hasSize(1);
        assertThat(failed.isEmpty()).isTrue();
    }

    @Test
    void aShuffledTimelineIsTheSameSet() {
        List<String> lines =
                new ArrayList<>(resource("/bbb/webhook-timeline.ndjson").lines().toList());
        Set<String> once = through(lines);
        lines.addAll(lines);
        Collections.shuffle(lines, new Random(11));

        assertThat(once).hasSize(lines.size() / 2);
        assertThat(through(lines)).isEmpty();
        assertThat(stages.count("deduplicate", "duplicate")).isEqualTo(lines.size());
    }

    private Set<String> through(List<String> lines) {
        lines.forEach(line -> send("webhook", Integer.toHexString(line.hashCode()), line));
        return events().stream().map(Event::id).collect(Collectors.toSet());
    }

    private List<Event> events() {
        return enriched.readValuesToList().stream().map(EventCodec::decode).toList();
    }

    private void send(String formatVersion, String id, String json) {
        send(Format.BBB, formatVersion, id, json);
    }

    private void send(Format format, String formatVersion, String id, String json) {
        received.pipeInput(
                Stages.record(
                        new ReceivedEvent(
                                "oakfield",
                                "meetings-1",
                                format,
                                formatVersion,
                                Stages.NOW,
                                id,
                                MEETING,
                                json.getBytes(StandardCharsets.UTF_8))));
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String resource(String name) {
        try (InputStream stream = MeetingsTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

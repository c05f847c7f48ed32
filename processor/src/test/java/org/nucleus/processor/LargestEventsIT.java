package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;
import org.nucleus.testkit.Statements;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The largest event that an endpoint takes, of every format and filled in several places, goes
 * through every stage of a running processor, and what follows it does too.
 */
final class LargestEventsIT {
    /** Of a request's body. */
    private static final int LARGEST = 1 << 20;

    private static final int FOLLOWING = 40;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    /** In which members of an event of a format there is room; {@code %s} is the filling. */
    private record Shape(Format format, String formatVersion, String json) {}

    private static final List<Shape> SHAPES =
            List.of(
                    new Shape(
                            Format.JITSI,
                            "event_sync",
                            "{\"event_name\":\"muc-occupant-joined\",\"room_jid\":\"never-made@x\","
                                + "\"occupant\":{\"occupant_jid\":\"a\",\"joined_at\":1791284460,"
                                + "\"name\":\"%s\"}}"),
                    new Shape(
                            Format.JITSI,
                            "event_sync",
                            "{\"event_name\":\"muc-room-destroyed\",\"room_jid\":\"made@x\","
                                    + "\"created_at\":1791284400,\"destroyed_at\":1791284460,"
                                    + "\"all_occupants\":[\"%s\"]}"),
                    new Shape(
                            Format.JITSI,
                            "event_sync",
                            "{\"event_name\":\"muc-room-created\",\"created_at\":1791284400,"
                                    + "\"room_jid\":\"%s\"}"),
                    new Shape(
                            Format.JITSI,
                            "event_sync",
                            "{\"event_name\":\"muc-occupant-joined\",\"breakout_room_id\":\"%s\","
                                    + "\"room_jid\":\"made@x\",\"occupant\":{\"occupant_jid\":"
                                    + "\"a\",\"joined_at\":1791284460}}"),
                    new Shape(Format.XAPI, "1.0.3", statement("lesson-%s", "")),
                    new Shape(
                            Format.XAPI,
                            "1.0.3",
                            statement(
                                    "lesson",
                                    ",\"context\":{\"extensions\":{\"https://e.org/x\":\"%s\"}}")),
                    new Shape(
                            Format.CALIPER,
                            "v1p2",
                            "{\"id\":\"urn:uuid:1\",\"type\":\"ViewEvent\",\"action\":\"Viewed\","
                                    + "\"actor\":{\"id\":\"https://e.org/u\",\"type\":\"Person\"},"
                                    + "\"object\":{\"id\":\"https://e.org/o\",\"type\":\"Page\"},"
                                    + "\"eventTime\":\"2026-11-02T09:30:00.000Z\","
                                    + "\"extensions\":{\"x\":\"%s\"}}"),
                    new Shape(
                            Format.CANVAS,
                            "raw",
                            "{\"metadata\":{\"event_name\":\"course_created\",\"event_time\":"
                                    + "\"2026-11-02T09:30:00Z\"},\"body\":{\"course_id\":\"1\","
                                    + "\"name\":\"%s\"}}"),
                    new Shape(
                            Format.JAAS,
                            "webhook",
                            "{\"eventType\":\"PARTICIPANT_JOINED\",\"sessionId\":\"s\","
                                    + "\"fqn\":\"v/room\",\"timestamp\":1791284460000,\"data\":{"
                                    + "\"id\":\"u\",\"name\":\"%s\"}}"),
                    new Shape(
                            Format.CLASSY,
                            "1",
                            "{\"event\":\"meeting.joined\",\"meeting\":{\"id\":\"m\",\"name\":"
                                    + "\"%s\"},\"time\":\"2026-11-02T09:30:00Z\"}"),
                    new Shape(
                            Format.CHIME,
                            "eventbridge",
                            "{\"id\":\"1\",\"detail-type\":\"Chime Meeting State Change\",\"time\":"
                                    + "\"2026-11-02T09:30:00Z\",\"detail\":{\"eventType\":"
                                    + "\"chime:AttendeeJoined\",\"meetingId\":\"m\","
                                    + "\"attendeeId\":\"a\",\"externalUserId\":\"%s\"}}"),
                    new Shape(
                            Format.BBB,
                            "webhook",
                            "{\"data\":{\"type\":\"event\",\"id\":\"user-joined\",\"attributes\":{"
                                    + "\"meeting\":{\"internal-meeting-id\":\"i-1\"},\"user\":{"
                                    + "\"internal-user-id\":\"w\",\"name\":\"%s\"}},\"event\":{"
                                    + "\"ts\":1791284460000}}}"),
                    new Shape(
                            Format.BBB,
                            "callback",
                            "{\"internal_meeting_id\":\"i-1\",\"data\":{\"duration\":1,"
                                    + "\"attendees\":[{\"ext_user_id\":\"u\",\"name\":\"%s\"}]}}"),
                    new Shape(Format.JSON, "1", "{\"type\":\"ping\",\"text\":\"%s\"}"));

    @Test
    void everyLargestEventIsARowOrAFailureAndWhatFollowsItPasses(@TempDir Path dataDir) {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                ProcessorService processor = processor(kafka, dataDir)) {
            Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_RECEIVED));
            List<ReceivedEvent> largest = largest();
            kafka.append(largest.stream().map(ReceivedRecords::toRecord).toList());
            List<ReceivedEvent> after =
                    IntStream.range(0, FOLLOWING).mapToObj(LargestEventsIT::small).toList();
            kafka.append(after.stream().map(ReceivedRecords::toRecord).toList());
            processor.start();

            List<String> sent = new ArrayList<>();
            largest.forEach(event -> sent.add(event.eventId()));
            after.forEach(event -> sent.add(event.eventId()));
            Set<String> found = new HashSet<>();
            try (KafkaConsumer<byte[], byte[]> outputs = outputs(kafka)) {
                await().atMost(WITHIN)
                        .untilAsserted(
                                () -> {
                                    outputs.poll(POLL).forEach(output -> found.add(id(output)));
                                    assertThat(found).containsAll(sent);
                                });
            }
            assertThat(processor.check()).isEqualTo(Health.UP);
        }
    }

    private static KafkaConsumer<byte[], byte[]> outputs(KafkaInJvm kafka) {
        KafkaConsumer<byte[], byte[]> consumer = kafka.reader();
        consumer.assign(
                Stream.of(Topic.EVENTS_ENRICHED, Topic.EVENTS_FAILED)
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(found -> new TopicPartition(found.topic(), found.partition()))
                        .toList());
        return consumer;
    }

    private static String id(ConsumerRecord<byte[], byte[]> output) {
        return output.topic().equals(Topic.EVENTS_ENRICHED.name())
                ? EventCodec.decode(output.value()).id()
                : FailedEventCodec.decode(output.value()).eventId();
    }

    private static ProcessorService processor(KafkaInJvm kafka, Path dataDir) {
        return new ProcessorService(
                new ProcessorSettings(
                        "largest", 2, Duration.ofMillis(100), Duration.ofDays(7), Duration.ZERO),
                new ServiceContext(
                        kafka.settings(), dataDir, new SimpleMeterRegistry(), Clock.systemUTC()));
    }

    private static List<ReceivedEvent> largest() {
        List<ReceivedEvent> events = new ArrayList<>();
        for (Shape shape : SHAPES) {
            String filling = filling(LARGEST - shape.json().length());
            events.add(event(shape, "largest-" + events.size(), filling));
        }
        return events;
    }

    /** Random, because what is packed well is not large to the log. */
    private static String filling(int length) {
        return new Random(length)
                .ints(length, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static ReceivedEvent event(Shape shape, String id, String filling) {
        String json = shape.json().replace("%s", filling);
        return new ReceivedEvent(
                "oakfield",
                "source-1",
                shape.format(),
                shape.formatVersion(),
                Instant.now(),
                id,
                json.contains("\"room_jid\":\"" + filling) ? filling : "made@x",
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedEvent small(int number) {
        return new ReceivedEvent(
                "oakfield",
                "lms-1",
                Format.XAPI,
                "1.0.3",
                Instant.now(),
                "after-" + number,
                "mailto:learner-" + number + "@example.org",
                Statements.statement("after-" + number, "learner-" + number, "lesson")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String statement(String lesson, String more) {
        String plain = Statements.statement("largest", "learner", lesson);
        return plain.substring(0, plain.lastIndexOf('}')) + more + "}";
    }
}

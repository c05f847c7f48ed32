package org.nucleus.exporter.lake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;
import org.nucleus.model.Topic;
import org.nucleus.model.Verb;
import org.nucleus.model.Violation;
import org.nucleus.runtime.sink.SinkSettings;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events and records for this module's tests. */
public final class Samples {
    /** Noon of a day. */
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Samples() {}

    /** Settings with which no test waits. */
    public static LakeSettings settings() {
        return settings(Map.of());
    }

    /** Settings with which upkeep is due after every commit. */
    static LakeSettings dueAtOnce() {
        LakeSettings settings = settings();
        return new LakeSettings(
                settings.warehouse(),
                settings.namespace(),
                settings.commit(),
                settings.snapshotRetention(),
                Duration.ZERO,
                settings.catalog());
    }

    static LakeSettings settings(Map<String, String> catalog) {
        return new LakeSettings(
                "",
                "nucleus",
                new SinkSettings(Duration.ofSeconds(1), 10_000, 1 << 20),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                catalog);
    }

    /** Commits to the table of events. */
    static OffsetCommit commits(LakeCatalog catalog) {
        return new OffsetCommit(
                catalog.find(LakeTable.EVENTS).orElseThrow(), catalog.workers(), Clock.systemUTC());
    }

    public static TopicPartition partition(int number) {
        return new TopicPartition(Topic.EVENTS_ENRICHED.name(), number);
    }

    /** A quiz answered by a learner of a district. */
    public static Event event(String id, String tenant, Instant eventTime) {
        return new Event(
                id,
                new Provenance(tenant, tenant + "-lms", Format.XAPI, "1.0.3", "Statement"),
                eventTime,
                eventTime.plusSeconds(1),
                new Actor("mailto:ada@example.edu", "Agent", "Ada"),
                new Verb(
                        "http://adlnet.gov/expapi/verbs/answered",
                        "http://adlnet.gov/expapi/verbs/answered"),
                new EventObject(
                        "https://lms.example.edu/quiz/7",
                        "http://adlnet.gov/expapi/activities/assessment",
                        "Quiz 7"),
                new Result(7.0, 0.0, 10.0, 0.7, true, null, "PT3M", "a'b\"c"),
                new Context(
                        null,
                        "session-1",
                        "https://lms.example.edu/course/1",
                        null,
                        "Example LMS",
                        "en-GB",
                        List.of("https://lms.example.edu/module/1"),
                        null,
                        "Learner",
                        null,
                        null),
                Map.of("https://lms.example.edu/ext/attempt", "2"),
                "{\"id\":\"" + id + "\",\"text\":\"Zażółć\"}");
    }

    static FailedEvent failedEvent(String id, byte[] payload) {
        return failedEvent(id, NOON, payload);
    }

    static FailedEvent failedEvent(String id, Instant failedTime, byte[] payload) {
        return new FailedEvent(
                id,
                "north",
                "north-lms",
                Format.CALIPER,
                "collect",
                FailureKind.INVALID,
                List.of(new Violation("/actor", "caliper.actor", "actor is missing")),
                failedTime,
                failedTime,
                payload);
    }

    /** An event as a later version may write it: with a schema that this one does not know. */
    static byte[] ofALaterSchema() {
        byte[] bytes = EventCodec.encode(event("later", "north", NOON));
        bytes[2]++;
        return bytes;
    }

    public static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, Event event) {
        return record(partition, offset, EventCodec.encode(event));
    }

    /** A Caliper event that was refused for its actor. */
    public static ConsumerRecord<byte[], byte[]> failedRecord(
            TopicPartition partition, long offset) {
        return record(
                partition,
                offset,
                FailedEventCodec.encode(failedEvent("f" + offset, new byte[] {'{', '}'})));
    }

    static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition, long offset, byte[] value) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                "north|mailto:ada@example.edu".getBytes(StandardCharsets.UTF_8),
                value);
    }

    /** {@code count} records from offset {@code from}, ids {@code partition-offset}. */
    public static List<ConsumerRecord<byte[], byte[]>> records(
            TopicPartition partition, long from, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                record(
                                        partition,
                                        from + i,
                                        event(
                                                partition.partition() + "-" + (from + i),
                                                "north",
                                                NOON)))
                .toList();
    }
}

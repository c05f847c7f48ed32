package org.nucleus.exporter.lake.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.LakeCatalog;
import org.nucleus.exporter.lake.LakeSink;
import org.nucleus.exporter.lake.Samples;
import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Format;
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;
import org.nucleus.model.RoomExtension;
import org.nucleus.model.Verb;
import org.nucleus.runtime.sink.Progress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows whose assignment was wrong when they were written are right when they are read. */
final class RoomInstancesTest {
    private static final TopicPartition P0 = Samples.partition(0);
    private static final String ROOM = "geo\"2@muc";
    private static final String BREAKOUT = ROOM + "/b-1";
    private static final long MINUTE = 60_000;

    @TempDir static Path dataDir;

    @BeforeAll
    static void aTermInAnyOrder() {
        List<Event> events = new ArrayList<>();
        events.add(joined("first-join-of-lost-end", "jitsi-1", ROOM, 2_000 * MINUTE));
        events.add(joined("breakout-join", "jitsi-1", BREAKOUT, 2_011 * MINUTE));
        events.add(created("breakout", "jitsi-1", BREAKOUT, 2_010 * MINUTE));
        events.add(joined("join", "jitsi-1", ROOM, 1_005 * MINUTE));
        events.add(joined("other-source", "jitsi-2", ROOM, 1_005 * MINUTE));
        events.add(created("second", "jitsi-1", ROOM, 2_000 * MINUTE));
        events.add(created("first", "jitsi-1", ROOM, 1_000 * MINUTE));
        events.add(joined("after-end", "jitsi-1", ROOM, 3_011 * MINUTE));
        events.add(ended("third", "jitsi-1", ROOM, 3_000 * MINUTE, 3_010 * MINUTE));
        events.add(joined("at-end", "jitsi-1", ROOM, 3_010 * MINUTE));
        events.add(left("left", "jitsi-1", ROOM, 3_012 * MINUTE));
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            sink.open(Set.of(P0));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (Event event : events) {
                records.add(Samples.record(P0, records.size(), event));
            }
            records.add(
                    Samples.record(
                            P0, records.size(), Samples.event("quiz", "north", Samples.NOON)));
            sink.write(P0, records);
            sink.commit(Progress.of(Map.of(P0, (long) records.size())));
        }
    }

    @Test
    void everyEventIsInTheLatestInstanceMadeBefore() throws IOException {
        assertThat(meetings())
                .containsEntry("first", at(ROOM, 1_000))
                .containsEntry("join", at(ROOM, 1_000))
                .containsEntry("first-join-of-lost-end", at(ROOM, 2_000))
                .containsEntry("second", at(ROOM, 2_000))
                .containsEntry("third", at(ROOM, 3_000))
                .containsEntry("at-end", at(ROOM, 3_000))
                .containsEntry("left", at(ROOM, 3_000));
    }

    @Test
    void whoJoinedAfterTheEndOrWhereNobodyToldOfARoomIsInTheRoomAlone() throws IOException {
        assertThat(meetings())
                .containsEntry("after-end", ROOM + " in " + ROOM + " below []")
                .containsEntry("other-source", ROOM + " in " + ROOM + " below []");
    }

    @Test
    void aBreakoutRoomIsBelowTheMeetingThatWasOpen() throws IOException {
        String meeting = ROOM + "@" + 2_000 * 60;
        String expected =
                "%s@%d in %s below [%s, %s]"
                        .formatted(BREAKOUT, 2_010 * 60, meeting, meeting, ROOM);

        assertThat(meetings())
                .containsEntry("breakout", expected)
                .containsEntry("breakout-join", expected);
    }

    @Test
    void allElseIsAsItWasWritten() throws IOException {
        assertThat(query("select * from events where event_id = 'quiz'"))
                .isEqualTo(query("select * from stored.events where event_id = 'quiz'"));
        assertThat(query("select count(*) as n from events").get(0).get("n").intValue())
                .isEqualTo(12);
        assertThat(query("select distinct meeting_id from stored.events where format = 'JITSI'"))
                .hasSize(1);
    }

    private static String at(String room, long minute) {
        String instance = room + "@" + minute * 60;
        return instance + " in " + instance + " below [" + room + "]";
    }

    private static Map<String, String> meetings() throws IOException {
        Map<String, String> meetings = new HashMap<>();
        for (JsonNode row :
                query("select event_id, object_id, meeting_id, parent_ids from events")) {
            List<String> parents = new ArrayList<>();
            row.get("parent_ids").forEach(parent -> parents.add(parent.textValue()));
            meetings.put(
                    row.get("event_id").textValue(),
                    row.get("object_id").textValue()
                            + " in "
                            + row.get("meeting_id").textValue()
                            + " below "
                            + parents);
        }
        return meetings;
    }

    private static JsonNode query(String sql) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(Samples.settings(), dataDir, sql, OutputFormat.JSON, out);
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static Event created(String id, String source, String room, long at) {
        return event(id, source, room, at, Map.of(RoomExtension.CREATED, "" + at));
    }

    private static Event ended(String id, String source, String room, long created, long at) {
        return event(
                id,
                source,
                room,
                at,
                Map.of(RoomExtension.CREATED, "" + created, RoomExtension.ENDED, "" + at));
    }

    private static Event joined(String id, String source, String room, long at) {
        return event(id, source, room, at, Map.of(RoomExtension.JOINED, "" + at));
    }

    private static Event left(String id, String source, String room, long at) {
        return event(id, source, room, at, Map.of());
    }

    /** As a stage might have assigned it that knew of nothing. */
    private static Event event(
            String id, String source, String room, long at, Map<String, String> times) {
        Map<String, String> extensions = new HashMap<>(times);
        extensions.put(RoomExtension.ROOM, '"' + room.replace("\"", "\\\"") + '"');
        extensions.put(RoomExtension.MAIN_ROOM, '"' + ROOM.replace("\"", "\\\"") + '"');
        return new Event(
                id,
                new Provenance("north", source, Format.JITSI, "event_sync", "x"),
                Instant.ofEpochMilli(at),
                Samples.NOON,
                new Actor("anonymous:1", "Person", null),
                new Verb("urn:v", "urn:v"),
                new EventObject("wrong", null, null),
                Result.NONE,
                new Context(
                        null,
                        null,
                        null,
                        "wrong",
                        null,
                        null,
                        List.of("wrong"),
                        null,
                        null,
                        null,
                        null),
                extensions,
                "{}");
    }
}

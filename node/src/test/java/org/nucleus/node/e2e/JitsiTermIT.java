package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.LakeExporterService;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.node.services.House;
import org.nucleus.node.settings.SettingsSources;
import org.nucleus.processor.ProcessorService;
import org.nucleus.processor.ProcessorSettings;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A term of meetings in rooms whose names are used again, each room in another random order of
 * arrival: in the table every event is in its meeting.
 */
final class JitsiTermIT {
    private static final int ROOMS = 60;
    private static final int WEEKS = 6;
    private static final int WEEK = 7 * 24 * 3_600;
    private static final int FIRST = 1_791_284_400;
    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final String EXPECTED = "&expected=";

    private final Random random = new Random(20261201);

    @Test
    void everyEventOfATermIsInItsMeetingWhateverTheOrderOfArrival(@TempDir Path data) {
        List<ReceivedEvent> early = new ArrayList<>();
        List<ReceivedEvent> late = new ArrayList<>();
        for (int room = 0; room < ROOMS; room++) {
            List<ReceivedEvent> term = term("room-" + room + "@muc");
            Collections.shuffle(term, random);
            int half = random.nextInt(term.size());
            early.addAll(term.subList(0, half));
            late.addAll(term.subList(half, term.size()));
        }
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            ServiceContext context =
                    new ServiceContext(
                            kafka.settings(), data, new SimpleMeterRegistry(), Clock.systemUTC());
            Settings settings = settings();
            try (ProcessorService processor =
                            new ProcessorService(ProcessorSettings.from(settings), context);
                    LakeExporterService lake =
                            new LakeExporterService(LakeSettings.from(settings), context)) {
                Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_RECEIVED));
                append(kafka, early);
                lake.start();
                processor.start();
                awaitRows(data, early.size());
                append(kafka, late);
                awaitRows(data, early.size() + late.size());
            }
        }

        assertMeetings(data, early.size() + late.size());
    }

    private static void assertMeetings(Path data, int count) {
        Set<String> ids = new HashSet<>();
        Map<String, String> wrong = new HashMap<>();
        for (JsonNode row : Tables.query(data, "select event_id, meeting_id from events")) {
            String id = row.get("event_id").textValue();
            ids.add(id);
            String expected = id.substring(id.indexOf(EXPECTED) + EXPECTED.length());
            if (!expected.equals(row.get("meeting_id").textValue())) {
                wrong.put(id, row.get("meeting_id").textValue());
            }
        }
        assertThat(ids).hasSize(count);
        assertThat(wrong).isEmpty();
        assertThat(
                        Tables.query(
                                data,
                                "select 1 from events join stored.events as s using (event_id)"
                                        + " where events.meeting_id <> s.meeting_id"))
                .as("some were assigned too early, or nothing is shown here")
                .isNotEmpty();
    }

    /** Every week's meeting; the end of every other one was lost. */
    private static List<ReceivedEvent> term(String room) {
        List<ReceivedEvent> events = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            int start = FIRST + week * WEEK;
            String meeting = room + "@" + start;
            events.add(event(room, meeting, created("", start)));
            events.add(event(room, meeting, joined("", "ada", start)));
            events.add(event(room, meeting, joined("", "basil", start + 1_800)));
            events.add(event(room, meeting, left("basil", start + 1_800, start + 3_000)));
            events.add(event(room, meeting, created(BREAKOUT, start + 1_900)));
            events.add(event(room, meeting, joined(BREAKOUT, "cleo", start + 1_900)));
            if (week % 2 == 0) {
                events.add(
                        event(
                                room,
                                meeting,
                                "\"event_name\":\"muc-room-destroyed\",\"created_at\":%d,"
                                                .formatted(start)
                                        + "\"destroyed_at\":"
                                        + (start + 3_600)));
            }
        }
        return events;
    }

    private static final String BREAKOUT = ",\"breakout_room_id\":\"b-1\"";

    private static String created(String breakout, int at) {
        return "\"event_name\":\"muc-room-created\",\"created_at\":" + at + breakout;
    }

    private static String joined(String breakout, String who, int at) {
        return "\"event_name\":\"muc-occupant-joined\",\"occupant\":{\"occupant_jid\":\"%s\","
                        .formatted(who)
                + "\"joined_at\":"
                + at
                + "}"
                + breakout;
    }

    private static String left(String who, int joined, int at) {
        return "\"event_name\":\"muc-occupant-left\",\"occupant\":{\"occupant_jid\":\"%s\","
                        .formatted(who)
                + "\"joined_at\":%d,\"left_at\":%d}".formatted(joined, at);
    }

    private static ReceivedEvent event(String room, String meeting, String members) {
        String json = "{\"room_jid\":\"" + room + "\"," + members + "}";
        return new ReceivedEvent(
                "oakfield",
                "jitsi-1",
                Format.JITSI,
                "event_sync",
                Instant.now(),
                Integer.toHexString(members.hashCode()) + EXPECTED + meeting,
                room,
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(KafkaInJvm kafka, List<ReceivedEvent> events) {
        kafka.append(events.stream().map(ReceivedRecords::toRecord).toList());
    }

    private static void awaitRows(Path data, int count) {
        await().atMost(WITHIN)
                .untilAsserted(
                        () -> assertThat(Tables.events(data, "format = 'JITSI'")).isEqualTo(count));
    }

    private static Settings settings() {
        return new SettingsSources(
                        Optional.empty(),
                        Map.of(),
                        Map.of("processor.instance.wait", "100ms", "lake.commit.interval", "1s"))
                .load(House.SETTINGS);
    }
}

package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.runtime.kafka.TraceContext;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

final class InstanceStageTest {
    private static final String ROOM = "geo2@muc.meet.example.org";
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Stages stages = new Stages();
    private final TopologyTestDriver driver =
            Stages.driver(
                    new ProcessorTopology(
                                    new NormaliseStage(Normaliser::normalise, stages.metrics),
                                    new DeduplicateStage(Duration.ofDays(7), stages.metrics),
                                    new PersonStage(WAIT, stages.metrics),
                                    new InstanceStage(WAIT, stages.metrics))
                            .get());
    private final TestInputTopic<byte[], byte[]> received = Stages.received(driver);
    private final TestOutputTopic<byte[], byte[]> enriched =
            driver.createOutputTopic(
                    Topic.EVENTS_ENRICHED.name(),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anOccupantIsOfTheLatestInstanceMadeBeforeTheOccupantJoined() {
        send(created(100), joined("ada", 100), joined("basil", 150));
        send(destroyed(100, 200));
        send(created(300), joined("ada", 310), left("basil", 150, 200), left("ada", 310, 400));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(events())
                .extracting(event -> event.context().meeting(), event -> event.object().id())
                .containsExactly(
                        tuple(ROOM + "@100", ROOM + "@100"),
                        tuple(ROOM + "@100", ROOM + "@100"),
                        tuple(ROOM + "@100", ROOM + "@100"),
                        tuple(ROOM + "@100", ROOM + "@100"),
                        tuple(ROOM + "@300", ROOM + "@300"),
                        tuple(ROOM + "@100", ROOM + "@100"),
                        tuple(ROOM + "@300", ROOM + "@300"),
                        tuple(ROOM + "@300", ROOM + "@300"));
        assertThat(stages.count(InstanceStage.NAME, "accepted")).isEqualTo(8);
    }

    @Test
    void theRoomIsWhatAllOfItsInstancesAreBelow() {
        send(created(100), joined("ada", 100));

        assertThat(events())
                .allSatisfy(
                        event -> {
                            assertThat(event.context().parents()).containsExactly(ROOM);
                            assertThat(event.object().name()).isEqualTo("geo2");
                            assertThat(event.context().platform())
                                    .isEqualTo("muc.meet.example.org");
                        });
    }

    @Test
    void anEventWaitsForACreationThatArrivesLater() {
        send(joined("ada", 101), joined("basil", 102), left("ada", 101, 110));
        assertThat(events()).isEmpty();

        driver.advanceWallClockTime(WAIT.minusMillis(500));
        send(created(101));

        assertThat(events())
                .extracting(event -> event.verb().sentId(), event -> event.context().meeting())
                .containsExactly(
                        tuple("muc-room-created", ROOM + "@101"),
                        tuple("muc-occupant-joined", ROOM + "@101"),
                        tuple("muc-occupant-joined", ROOM + "@101"),
                        tuple("muc-occupant-left", ROOM + "@101"));
        driver.advanceWallClockTime(WAIT.multipliedBy(2));
        assertThat(events()).isEmpty();
    }

    @Test
    void anEventWhoseRoomWasNeverMadeGoesOnAsOneOfTheRoomAlone() {
        send(joined("ada", 101));
        driver.advanceWallClockTime(WAIT.minusMillis(1));
        assertThat(events()).isEmpty();

        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(events())
                .extracting(event -> event.context().meeting(), event -> event.object().id())
                .containsExactly(tuple(ROOM, ROOM));
        assertThat(stages.count(InstanceStage.NAME, "unassigned")).isEqualTo(1);
    }

    @Test
    void anInstanceThatHadEndedIsNotTheOneAnOccupantJoined() {
        send(created(100), destroyed(100, 200), joined("ada", 201), joined("basil", 200));
        assertThat(meetings()).containsExactly(ROOM + "@100", ROOM + "@100", ROOM + "@100");

        send(destroyed(201, 300));

        assertThat(events())
                .extracting(event -> event.verb().sentId(), event -> event.context().meeting())
                .as("the end tells of a creation that was lost")
                .containsExactly(
                        tuple("muc-occupant-joined", ROOM + "@201"),
                        tuple("muc-room-destroyed", ROOM + "@201"));
    }

    @Test
    void aBreakoutRoomHasInstancesOfItsOwnBelowThatOfItsMeeting() {
        send(created(100), inBreakout(created(150)), inBreakout(joined("ada", 150)));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));
        events();
        send(
                inBreakout(left("ada", 150, 160)),
                joined("ada", 160),
                inBreakout(destroyed(150, 170)));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(events())
                .extracting(
                        event -> event.object().id(),
                        event -> event.context().meeting(),
                        event -> event.context().parents())
                .containsExactly(
                        tuple(ROOM + "/b-1@150", ROOM + "@100", List.of(ROOM + "@100", ROOM)),
                        tuple(ROOM + "/b-1@150", ROOM + "@100", List.of(ROOM + "@100", ROOM)),
                        tuple(ROOM + "@100", ROOM + "@100", List.of(ROOM)));
    }

    @Test
    void aRoomWhoseEndWasLostDoesNotTakeTheFirstJoinOfTheNextInstance() {
        send(created(100), joined("ada", 101), joined("ada", 1_000), created(1_000));

        assertThat(meetings())
                .containsExactly(ROOM + "@100", ROOM + "@100", ROOM + "@1000", ROOM + "@1000");
    }

    @Test
    void whoJoinsARunningMeetingWaitsWhetherTheRoomIsMadeAnew() {
        send(created(100), joined("ada", 1_000));
        assertThat(meetings()).containsExactly(ROOM + "@100");

        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(meetings()).containsExactly(ROOM + "@100");
    }

    @Test
    void aBreakoutRoomToldBeforeItsMeetingWaitsForIt() {
        send(inBreakout(joined("ada", 151)), inBreakout(created(150)), created(149));

        assertThat(events())
                .extracting(event -> event.object().id(), event -> event.context().meeting())
                .containsExactlyInAnyOrder(
                        tuple(ROOM + "@149", ROOM + "@149"),
                        tuple(ROOM + "/b-1@150", ROOM + "@149"),
                        tuple(ROOM + "/b-1@150", ROOM + "@149"));
    }

    @Test
    void aBreakoutRoomOfAnUnknownMeetingIsBelowTheRoomAlone() {
        send(inBreakout(created(150)));
        assertThat(events()).isEmpty();
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(events())
                .extracting(event -> event.context().meeting(), event -> event.context().parents())
                .containsExactly(tuple(ROOM, List.of(ROOM)));
    }

    @Test
    void aLeaveThatDoesNotSayWhoseGoesByItsOwnTime() {
        send(created(100));
        send(
                "{\"event_name\":\"muc-occupant-left\",\"room_jid\":\"%s\",\"left_at\":170}"
                        .formatted(ROOM));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(meetings()).containsExactly(ROOM + "@100", ROOM + "@100");
    }

    @Test
    void whatIsNoRoomPasses() {
        send("{\"event_name\":\"muc-poll\",\"room_jid\":\"" + ROOM + "\"}");
        send("{\"event_name\":\"muc-poll\"}");

        assertThat(meetings()).containsExactly(ROOM, null);
    }

    @Test
    void roomsOfOneNameAreApartByTenantAndSource() {
        sendAs("oakfield", "jitsi-1", created(100));
        sendAs("oakfield", "jitsi-2", joined("ada", 101));
        sendAs("elmwood", "jitsi-1", joined("ada", 101));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(meetings()).containsExactlyInAnyOrder(ROOM + "@100", ROOM, ROOM);
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        List<String> first =
                List.of(
                        created(100),
                        joined("ada", 100),
                        joined("basil", 130),
                        left("ada", 100, 140),
                        inBreakout(created(135)),
                        inBreakout(joined("cleo", 136)),
                        left("basil", 130, 200),
                        destroyed(100, 200));
        List<String> second =
                List.of(
                        created(201),
                        joined("ada", 201),
                        joined("basil", 230),
                        left("ada", 201, 240),
                        destroyed(201, 300));
        Map<String, String> expected = null;
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            String server = "@" + round + ".example.org";
            List<String> all = new ArrayList<>(shuffled(first, random));
            all.addAll(shuffled(second, random));
            all.forEach(event -> send(event.replace("@muc.meet.example.org", server)));
            driver.advanceWallClockTime(WAIT.plusSeconds(1));
            Map<String, String> found =
                    events().stream()
                            .collect(
                                    Collectors.toMap(
                                            event -> event.payload().replace(server, "@"),
                                            event ->
                                                    (event.object().id()
                                                                    + " in "
                                                                    + event.context().meeting())
                                                            .replace(server, "@")));
            assertThat(found).hasSize(first.size() + second.size());
            expected = expected == null ? found : expected;
            assertThat(found).isEqualTo(expected);
        }
        assertThat(expected.values()).allMatch(id -> id.matches("geo2@(/b-1)?@\\d+ in geo2@@\\d+"));
    }

    private static List<String> shuffled(List<String> list, Random random) {
        List<String> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Test
    void whatWaitsKeepsItsKeyItsTimeAndItsTrace() {
        TestRecord<byte[], byte[]> record = record("oakfield", "jitsi-1", joined("ada", 100));
        record.headers().add(TraceContext.TRACEPARENT, TRACE.getBytes(StandardCharsets.US_ASCII));
        received.pipeInput(record);
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        TestRecord<byte[], byte[]> out = enriched.readRecord();
        assertThat(out.key()).isEqualTo(record.key());
        assertThat(out.timestamp()).isEqualTo(record.timestamp());
        assertThat(trace(out.headers())).isEqualTo(TRACE);
    }

    private static String trace(Headers headers) {
        return new String(
                headers.lastHeader(TraceContext.TRACEPARENT).value(), StandardCharsets.US_ASCII);
    }

    @Test
    void forgetsRoomsThatNobodyHasMadeForLong() {
        send(created(100));
        events();
        driver.advanceWallClockTime(InstanceStage.KEPT.minusHours(2));
        send(joined("ada", 101));
        assertThat(meetings()).containsExactly(ROOM + "@100");

        driver.advanceWallClockTime(Duration.ofHours(4));
        send(joined("basil", 102));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(meetings()).containsExactly(ROOM);
    }

    @Test
    void keepsSoManyInstancesOfARoom() {
        for (int i = 0; i <= Instances.MOST; i++) {
            send(created(100 + i));
        }
        events();

        send(left("ada", 101, 500), left("basil", 100, 500));

        assertThat(meetings()).containsExactly(ROOM + "@101");
    }

    private List<String> meetings() {
        return events().stream().map(event -> event.context().meeting()).toList();
    }

    private List<Event> events() {
        return enriched.readValuesToList().stream().map(EventCodec::decode).toList();
    }

    private void send(String... events) {
        Arrays.stream(events).forEach(event -> sendAs("oakfield", "jitsi-1", event));
    }

    private void sendAs(String tenant, String source, String event) {
        received.pipeInput(record(tenant, source, event));
    }

    private static TestRecord<byte[], byte[]> record(String tenant, String source, String event) {
        return Stages.record(
                new ReceivedEvent(
                        tenant,
                        source,
                        Format.JITSI,
                        "event_sync",
                        Stages.NOW,
                        UUID.nameUUIDFromBytes(event.getBytes(StandardCharsets.UTF_8)).toString(),
                        ROOM,
                        event.getBytes(StandardCharsets.UTF_8)));
    }

    private static String created(int at) {
        return event("muc-room-created", "\"created_at\":" + at);
    }

    private static String destroyed(int created, int at) {
        return event("muc-room-destroyed", "\"created_at\":" + created + ",\"destroyed_at\":" + at);
    }

    private static String joined(String who, int at) {
        return event("muc-occupant-joined", occupant(who, "\"joined_at\":" + at));
    }

    private static String left(String who, int joined, int at) {
        return event(
                "muc-occupant-left",
                occupant(who, "\"joined_at\":" + joined + ",\"left_at\":" + at));
    }

    private static String occupant(String who, String times) {
        return "\"occupant\":{\"occupant_jid\":\"" + who + "@meet.example.org/x\"," + times + "}";
    }

    private static String inBreakout(String event) {
        return event.replace("\"room_name\"", "\"breakout_room_id\":\"b-1\",\"room_name\"");
    }

    private static String event(String name, String rest) {
        return "{\"event_name\":\"%s\",\"room_name\":\"geo2\",\"room_jid\":\"%s\",%s}"
                .formatted(name, ROOM, rest);
    }
}

package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Who acted in a meeting of BigBlueButton, where some events of a connection do not say. */
final class PersonStageTest {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String ADA = "account:urn:nucleus:source:meetings-1|u-1041";

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
    private int sent;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aPersonIsOneActorThoughSomeEventsLackTheExternalId() {
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        send("m-1", "user-audio-voice-disabled", user("w_1", "\"\""));
        send("m-1", "chat-group-message-sent", sender("w_1"));
        send("m-1", "user-left", user("w_1", "null"));

        assertThat(actors()).containsExactly(ADA, ADA, ADA, ADA);
        assertThat(stages.count(PersonStage.NAME, "accepted")).isEqualTo(3);
    }

    @Test
    void whoeverItIsAboutIsToo() {
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        send("m-1", "user-presenter-assigned", user("w_1", "\"\""));

        assertThat(events().getLast().context().learner()).isEqualTo(ADA);
    }

    @Test
    void anEventBeforeTheExternalIdIsToldWaitsForIt() {
        send("m-1", "chat-group-message-sent", sender("w_1"));
        assertThat(events()).isEmpty();

        driver.advanceWallClockTime(WAIT.minusSeconds(1));
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));

        assertThat(actors()).containsExactly(ADA, ADA);
    }

    @Test
    void whoIsNeverToldIsAGuestAfterTheWait() {
        send("m-1", "chat-group-message-sent", sender("w_1"));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(actors()).containsExactly("anonymous:m-1|w_1");
        assertThat(stages.count(PersonStage.NAME, "unassigned")).isEqualTo(1);
    }

    @Test
    void aGuestIsToldToBeOneAndDoesNotWait() {
        send("m-1", "user-joined", user("w_1", "\"w_1\""));
        send("m-1", "user-audio-voice-disabled", user("w_1", "\"\""));

        assertThat(actors()).containsExactly("anonymous:m-1|w_1", "anonymous:m-1|w_1");
    }

    @Test
    void aPersonOnceToldIsNoGuestLater() {
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        send("m-1", "user-left", user("w_1", "\"w_1\""));

        assertThat(actors()).containsExactly(ADA, ADA);
    }

    @Test
    void aConnectionOfAnotherMeetingIsSomebodyElse() {
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        send("m-2", "user-left", user("w_1", "\"\""));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(actors()).containsExactly(ADA, "anonymous:m-2|w_1");
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        for (int seed = 0; seed < 20; seed++) {
            String meeting = "m-" + seed;
            List<Runnable> deliveries =
                    new ArrayList<>(
                            List.of(
                                    () -> send(meeting, "user-joined", user("w_1", "\"u-1041\"")),
                                    () -> send(meeting, "user-left", user("w_1", "\"\"")),
                                    () -> send(meeting, "chat-group-message-sent", sender("w_1"))));
            Collections.shuffle(deliveries, new Random(seed));
            deliveries.forEach(Runnable::run);

            assertThat(actors()).containsExactly(ADA, ADA, ADA);
        }
    }

    @Test
    void aReplayGivesTheSameActors() {
        send("m-1", "user-left", user("w_1", "\"\""));
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        assertThat(actors()).containsExactlyInAnyOrder(ADA, ADA);

        sent = 0;
        send("m-1", "user-left", user("w_1", "\"\""));
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        assertThat(events()).isEmpty();
    }

    @Test
    void idsTooLongToRememberPass() {
        String internal = "w".repeat(4000);
        send("m-1", "user-left", user(internal, "\"\""));

        assertThat(actors()).containsExactly("anonymous:m-1|" + internal);
    }

    @Test
    void whatWasToldIsForgottenAfterAWhile() {
        send("m-1", "user-joined", user("w_1", "\"u-1041\""));
        driver.advanceWallClockTime(PersonStage.KEPT.plusHours(2));
        send("m-1", "user-left", user("w_1", "\"\""));
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        assertThat(actors()).containsExactly(ADA, "anonymous:m-1|w_1");
    }

    @Test
    void aParticipantOfJaasWhoLoggedInNeverBecomesAnonymous() {
        String jid = "44aa1041-ada0-4d11-8c22-00000000c0de@8x8.vc";
        jaas(
                "PARTICIPANT_JOINED",
                "{\"id\":\"m-7\",\"participantId\":\"10a78ee2\",\"participantJid\":\""
                        + jid
                        + "\"}");
        jaas("REACTIONS", "{\"participantId\":\"10a78ee2\",\"reactions\":[\"clap\"]}");
        jaas("SPEAKER_STATS", "{\"" + jid + "/66wb\":{\"time\":9}}");
        jaas("POLL_ANSWER", "{\"user\":{\"participantJid\":\"" + jid + "\"}}");
        jaas("ROLE_CHANGED", "{\"grantedTo\":{\"participantJid\":\"" + jid + "\"}}");

        List<Event> events = events();
        assertThat(events.subList(0, 4))
                .extracting(event -> event.actor().id())
                .containsOnly("account:urn:nucleus:jaas:app-1|m-7");
        assertThat(events.get(4).context().learner())
                .isEqualTo("account:urn:nucleus:jaas:app-1|m-7");
    }

    @Test
    void aGuestOfJaasIsOneThoughIdAndJidDiffer() {
        jaas("REACTIONS", "{\"participantJid\":\"5a@8x8.vc\",\"reactions\":[\"clap\"]}");
        jaas(
                "PARTICIPANT_JOINED",
                "{\"id\":\"\",\"participantId\":\"10a78ee2\",\"participantJid\":\"5a@8x8.vc/x\"}");
        jaas("REACTIONS", "{\"participantId\":\"10a78ee2\",\"reactions\":[\"clap\"]}");

        assertThat(actors()).hasSize(3).containsOnly("anonymous:s-1|10a78ee2");
    }

    @Test
    void anEventAboutTwoPeopleNamesWhomItCan() {
        jaas("PARTICIPANT_JOINED", "{\"id\":\"m-7\",\"participantId\":\"5a\"}");
        jaas(
                "ROLE_CHANGED",
                "{\"grantedTo\":{\"participantJid\":\"5a@8x8.vc\"},"
                        + "\"grantedBy\":{\"participantJid\":\"5b@8x8.vc\"}}");
        driver.advanceWallClockTime(WAIT.plusSeconds(1));

        Event assigned = events().getLast();
        assertThat(assigned.actor().id()).isEqualTo("anonymous:s-1|5b");
        assertThat(assigned.context().learner()).isEqualTo("account:urn:nucleus:jaas:app-1|m-7");
    }

    private void jaas(String type, String data) {
        String json =
                """
                {"idempotencyKey":"k","appId":"app-1","eventType":"%s","sessionId":"s-1",\
                "timestamp":1791284460143,"fqn":"app-1/geo2","data":%s}\
                """
                        .formatted(type, data);
        send(Format.JAAS, "s-1", json);
    }

    private static String user(String internal, String external) {
        return "\"user\":{\"internal-user-id\":\"%s\",\"external-user-id\":%s,\"name\":\"Ada\"}"
                .formatted(internal, external);
    }

    private static String sender(String internal) {
        return "\"chat-message\":{\"id\":\"c\",\"sender\":{\"internal-user-id\":\"%s\"}}"
                .formatted(internal);
    }

    private void send(String meeting, String id, String attributes) {
        String json =
                """
                {"data":{"type":"event","id":"%s","attributes":{"meeting":{\
                "internal-meeting-id":"%s"},%s},"event":{"ts":1791286200000}}}\
                """
                        .formatted(id, meeting, attributes);
        send(Format.BBB, meeting, json);
    }

    private void send(Format format, String meeting, String json) {
        received.pipeInput(
                Stages.record(
                        new ReceivedEvent(
                                "oakfield",
                                "meetings-1",
                                format,
                                "webhook",
                                Stages.NOW,
                                "w-" + sent++,
                                meeting,
                                json.getBytes(StandardCharsets.UTF_8))));
    }

    private List<String> actors() {
        return events().stream().map(event -> event.actor().id()).toList();
    }

    private List<Event> events() {
        return enriched.readValuesToList().stream().map(EventCodec::decode).toList();
    }
}

package org.nucleus.collector.webhook.chime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.webhook.Deliveries.bad;
import static org.nucleus.collector.webhook.Deliveries.good;
import static org.nucleus.collector.webhook.Deliveries.read;
import static org.nucleus.collector.webhook.Deliveries.resource;
import static org.nucleus.collector.webhook.Deliveries.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Mutations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

class ChimeCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ChimeCodec CODEC = new ChimeCodec();
    private static final String MEETING = "5d3c0b7e-7a10-4c1e-9f52-c0ffee112706";
    private static final String JOINED = resource("/chime/eventbridge-attendee-joined.json");
    private static final String EVENT =
            """
            {"version":"0","detail-type":"Chime Meeting State Change","source":"aws.chime",\
            "account":"111122223333","detail":{"eventType":"chime:AttendeeJoined",\
            "timestamp":1791284460000,"meetingId":"m-1","attendeeId":"a-1",\
            "externalUserId":"%s"}}\
            """;

    @Test
    void anEnvelopeIsOneEventOfItsMeeting() throws IOException {
        Item.Good good = good(CODEC, JOINED);

        assertThat(good.subject()).isEqualTo(MEETING);
        assertThat(good.formatVersion()).isEqualTo("eventbridge");
        assertThat(JSON.readTree(good.payload())).isEqualTo(JSON.readTree(JOINED));
    }

    @Test
    void oneEventHasOneIdWhateverTheChannelAndTheShape() {
        String event = JOINED.strip();
        String message = TextNode.valueOf(event).toString();
        String notification =
                "{\"Type\":\"Notification\",\"TopicArn\":\"arn:t\",\"Message\":"
                        + message
                        + ",\"UnsubscribeURL\":\"https://sns/?Action=Unsubscribe\"}";
        String nested = TextNode.valueOf(notification).toString();
        Set<String> ids = new LinkedHashSet<>();
        for (String body :
                List.of(
                        event,
                        notification,
                        "{\"MessageId\":\"1\",\"Body\":" + message + "}",
                        "{\"Messages\":[{\"Body\":" + nested + "}]}",
                        "[" + event + "]",
                        resource("/chime/attendee-joined-old-shape-no-external-meeting.json"))) {
            Item.Good good = good(CODEC, body);
            ids.add(good.eventId());
            assertThat(text(good)).doesNotContain("UnsubscribeURL");
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void whatLambdaPassesAndWhatEventBridgeCutsIsTheSameEvent() throws IOException {
        String event = JOINED.strip();
        String detail = JSON.readTree(event).get("detail").toString();
        String fromQueue =
                """
                {"messageId":"1","receiptHandle":"handleMustVanish","body":%s,"attributes":{},\
                "messageAttributes":{},"eventSource":"aws:sqs","awsRegion":"us-east-1"}\
                """;
        String fromTopic =
                """
                {"EventSource":"aws:sns","EventVersion":"1.0","Sns":{"Type":"Notification",\
                "TopicArn":"arn:t","Message":%s}}\
                """;
        Set<String> ids = new LinkedHashSet<>();
        for (String body :
                List.of(
                        event,
                        detail,
                        "[" + detail + "]",
                        records(fromQueue.formatted(TextNode.valueOf(event))),
                        records(fromQueue.formatted(TextNode.valueOf(detail))),
                        records(fromTopic.formatted(TextNode.valueOf(event))),
                        fromQueue.formatted(TextNode.valueOf(event)))) {
            Item.Good good = good(CODEC, body);
            ids.add(good.eventId());
            assertThat(good.subject()).isEqualTo(MEETING);
            assertThat(text(good)).doesNotContain("MustVanish");
        }

        assertThat(ids).hasSize(1);
        assertThat(good(CODEC, detail).formatVersion()).isEqualTo("detail");
    }

    @Test
    void ofSeveralRecordsEachIsAnEventAndABrokenOneIsBadAlone() {
        String record = "{\"messageId\":\"1\",\"body\":%s}";
        List<Item> items =
                read(
                        CODEC,
                        records(
                                record.formatted(TextNode.valueOf(EVENT.formatted("a")))
                                        + ","
                                        + record.formatted("\"{\"")
                                        + ","
                                        + record.formatted(
                                                TextNode.valueOf(
                                                        EVENT.formatted("b")
                                                                .replace("a-1", "a-2")))));

        assertThat(items).hasSize(3);
        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(((Item.Bad) items.get(1)).violations().getFirst().pointer())
                .isEqualTo("/Records/1/body");
        assertThat(items.get(2)).isInstanceOf(Item.Good.class);
    }

    @Test
    void theHandleOfAMessageIsNeverKept() {
        List<Item> items =
                read(
                        CODEC,
                        records(
                                        "{\"messageId\":\"1\",\"receiptHandle\":\"handleMustVanish\",\"body\":7}")
                                .replace("\"Records\"", "\"Messages\""));

        assertThat(items).singleElement().isInstanceOf(Item.Bad.class);
        assertThat(text(items.getFirst())).contains("messageId").doesNotContain("MustVanish");
    }

    private static String records(String records) {
        return "{\"Records\":[" + records + "]}";
    }

    @Test
    void anotherAttendeeTypeOrTimeIsAnotherEvent() {
        Set<String> ids = new LinkedHashSet<>();
        String event = EVENT.formatted("u");
        for (String other :
                List.of(
                        event,
                        event.replace("a-1", "a-2"),
                        event.replace("Joined", "Left"),
                        event.replace("60000", "60001"),
                        event.replace("m-1", "m-2"),
                        event.replace("\"attendeeId\":\"a-1\",", ""))) {
            ids.add(good(CODEC, other).eventId());
        }

        assertThat(ids).hasSize(6);
    }

    @Test
    void aShuffledTimelineWithDuplicatesIsTheSameSet() {
        List<String> once = ids("/chime/meeting-timeline.ndjson");
        List<String> shuffled = ids("/chime/meeting-timeline-shuffled-with-duplicates.ndjson");

        assertThat(once).doesNotHaveDuplicates();
        assertThat(shuffled).hasSizeGreaterThan(once.size());
        assertThat(Set.copyOf(shuffled)).isEqualTo(Set.copyOf(once));
    }

    @Test
    void twoMessagesOfAQueueAreTwoEvents() {
        List<Item> items = read(CODEC, resource("/chime/sns-in-sqs.json"));

        assertThat(items).hasSize(2).allMatch(Item.Good.class::isInstance);
        assertThat(items.toString()).doesNotContain("Signature");
    }

    @ParameterizedTest
    @CsvSource({
        "pers-5f1c1041, pers-5f1c1041",
        "ada@example.org, mbox_sha1sum:d714b8a95bd857a37405a7b56db9108b60ae42bd",
        "ada@EXAMPLE.org, mbox_sha1sum:d714b8a95bd857a37405a7b56db9108b60ae42bd",
        "mailto:ada@example.org, mbox_sha1sum:d714b8a95bd857a37405a7b56db9108b60ae42bd",
        "ada%40example.org, mbox_sha1sum:d714b8a95bd857a37405a7b56db9108b60ae42bd",
        "ada@example.org#7f31, sha256:",
        "Ada <ada@example.org>, sha256:"
    })
    void anAddressInTheUsersIdIsHidden(String user, String hidden) throws IOException {
        Item.Good good = good(CODEC, EVENT.formatted(user));

        assertThat(JSON.readTree(good.payload()).at("/detail/externalUserId").textValue())
                .startsWith(hidden);
        assertThat(text(good)).doesNotContain("@");
        assertThat(good(CODEC, EVENT.formatted(user)).payload()).isEqualTo(good.payload());
    }

    @Test
    void aTypeThatIsNotKnownIsAnEventToo() {
        String channel =
                """
                {"id":"7","detail-type":"Chime Channel Flow State Change","detail":{"x":"%s"}}\
                """;

        assertThat(good(CODEC, EVENT.formatted("u").replace("Joined", "Danced")).subject())
                .isEqualTo("m-1");
        assertThat(good(CODEC, channel.formatted("a")).subject()).isEqualTo("meetings-1");
        assertThat(good(CODEC, channel.formatted("a")).eventId())
                .isEqualTo(good(CODEC, channel.formatted("b")).eventId());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(bad(CODEC, "{\"detail-type\":\"Chime Meeting State Change\",\"detail\":{}}"))
                .isEqualTo(
                        "/detail/eventType chime.required,/detail/meetingId chime.required,"
                                + "/detail/timestamp chime.required");
        assertThat(bad(CODEC, "{}")).isEqualTo("/detail-type chime.required");
        assertThat(bad(CODEC, "{\"Messages\":[{\"Body\":\"{\"}]}"))
                .isEqualTo("/Messages/0/Body json.syntax");
        assertThat(bad(CODEC, "7")).isEqualTo(" chime.envelope");
        assertThat(bad(CODEC, "")).isEqualTo(" json.syntax");
    }

    @Test
    void aBrokenNeighbourIsBadAlone() {
        List<Item> items =
                read(CODEC, "[" + EVENT.formatted("a") + ",7," + EVENT.formatted("b") + "]");

        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(items.get(1)).isInstanceOf(Item.Bad.class);
        assertThat(items.get(2)).isInstanceOf(Item.Good.class);
    }

    @Test
    void whatCannotBeReadIsKeptAsLengthAndHashOnly() {
        List<Item> items = read(CODEC, "{\"Token\":\"demoMustVanish\"");

        assertThat(text(items.getFirst()))
                .startsWith("{\"unreadable\":{\"bytes\":25,\"sha256\":\"")
                .doesNotContain("MustVanish");
    }

    @Test
    void wordsOfSnsAboutItselfHoldNoEvent() {
        assertThat(
                        read(
                                CODEC,
                                """
                                {"Type":"SubscriptionConfirmation","TopicArn":"arn:t",\
                                "Message":"You have chosen","Token":"demoMustVanish"}\
                                """))
                .isEmpty();
    }

    @Test
    void wrappingsWithoutEndEnd() {
        String body = EVENT.formatted("u");
        for (int i = 0; i < 5; i++) {
            body = "{\"Body\":" + TextNode.valueOf(body) + "}";
        }

        assertThat(bad(CODEC, body)).isEqualTo("/Body/Body/Body chime.envelope");
    }

    @Test
    void mutationsNeverThrowAndLoseNothing() {
        Mutations mutations = new Mutations(61);
        List<String> samples =
                List.of(JOINED, resource("/chime/sns-in-sqs.json"), EVENT.formatted("a@b.org"));
        for (int round = 0; round < 10_000; round++) {
            String sample = samples.get(round % samples.size());
            List<Item> items =
                    round % 2 == 0
                            ? read(CODEC, mutations.bytes(sample, List.of()))
                            : read(CODEC, mutations.tree(sample));

            assertThat(items).as("round " + round).allMatch(item -> item.payload().length > 0);
        }
    }

    private static List<String> ids(String resource) {
        List<String> ids = new ArrayList<>();
        resource(resource).lines().forEach(line -> ids.add(good(CODEC, line).eventId()));
        return ids;
    }
}

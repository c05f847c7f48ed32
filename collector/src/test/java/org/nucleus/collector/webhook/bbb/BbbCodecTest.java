package org.nucleus.collector.webhook.bbb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.webhook.Deliveries.bad;
import static org.nucleus.collector.webhook.Deliveries.good;
import static org.nucleus.collector.webhook.Deliveries.read;
import static org.nucleus.collector.webhook.Deliveries.resource;
import static org.nucleus.collector.webhook.Deliveries.text;
import static org.nucleus.collector.webhook.Deliveries.violations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Mutations;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class BbbCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BbbCodec CODEC = new BbbCodec(false);
    private static final String MEETING = "e402e3a20aebe489165d05417ebb6b43b274d00c-1791284400040";
    private static final String EVENT =
            """
            {"data":{"type":"event","id":"user-left","attributes":{"meeting":\
            {"internal-meeting-id":"m-1"},"user":{"internal-user-id":"%s"}},\
            "event":{"ts":1791286200000}}}\
            """;
    private static final String RAW =
            """
            {"envelope":{"name":"GroupChatMessageBroadcastEvtMsg","timestamp":1791286199871},\
            "core":{"header":{"meetingId":"m-1"},"body":{"msg":{"message":"sayMustVanish"},\
            "password":{"moderatorPass":"passMustVanish","learningDashboardAccessToken":\
            "boardMustVanish"},"metadataProp":{"metadata":{"secretKey":"metaMustVanish"}},\
            "poll":{"secretPoll":true,"answer":"answerMustVanish"}}}}\
            """;

    @Test
    void aFormIsItsEvents() throws IOException {
        Item.Good good = good(CODEC, resource("/bbb/webhook-form.txt"));

        JsonNode user = JSON.readTree(good.payload()).at("/data/attributes/user");
        assertThat(good.subject()).isEqualTo(MEETING);
        assertThat(good.formatVersion()).isEqualTo("webhook");
        assertThat(user.get("name").textValue()).isEqualTo("Ada Moreau");
        assertThat(user.has("session-token")).isFalse();
        assertThat(user.has("ip-address")).isFalse();
        assertThat(user.has("referer")).isFalse();
        assertThat(user.has("userdata")).isFalse();
    }

    @Test
    void aRetryHasTheSameIdAndAnotherDeliveryAnother() {
        String body = form("d", "5", EVENT.formatted("a"));

        assertThat(id(body)).isEqualTo(id(body)).isEqualTo(id(body));
        assertThat(
                        Set.of(
                                id(body),
                                id(form("e", "5", EVENT.formatted("a"))),
                                id(form("d", "6", EVENT.formatted("a"))),
                                id(form("d", "5", EVENT.formatted("b")))))
                .hasSize(4);
    }

    @Test
    void anEventsIdDoesNotDependOnItsNeighbours() {
        String one = EVENT.formatted("a");
        String two = EVENT.formatted("b");

        assertThat(ids(form("d", "5", two + " , " + one)))
                .containsExactly(id(form("d", "5", two)), id(form("d", "5", one)));
    }

    @Test
    void oneBrokenEventOfManyIsBadAlone() {
        List<Item> items =
                read(
                        CODEC,
                        form(
                                "d",
                                "5",
                                EVENT.formatted("a")
                                        + ",{\"data\":tru,\"session-token\":\"tMustVanish\"},7,{},"
                                        + EVENT.formatted("é, [b\\\"")));

        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(violations((Item.Bad) items.get(1))).isEqualTo("/event/1 json.syntax");
        assertThat(violations((Item.Bad) items.get(2))).isEqualTo("/event/2 bbb.event");
        assertThat(violations((Item.Bad) items.get(3))).isEqualTo("/event/3/data/id bbb.required");
        assertThat(items.get(4)).isInstanceOf(Item.Good.class);
        assertThat(items).hasSize(5);
        assertThat(text(items.get(1))).doesNotContain("MustVanish");
    }

    @Test
    void aFormWithoutEventsIsBadAndAnEmptyListIsNothing() {
        assertThat(bad(CODEC, "domain=d&timestamp=5")).isEqualTo("/event bbb.required");
        assertThat(bad(CODEC, "")).isEqualTo("/event bbb.required");
        assertThat(bad(CODEC, "event=%5B%7B")).isEqualTo("/event/0 json.syntax");
        assertThat(bad(CODEC, "event=")).isEqualTo("/event json.syntax");
        assertThat(read(CODEC, "event=%5B%5D")).isEmpty();
    }

    @Test
    void eventsAsPlainJsonAreReadToo() {
        List<String> ids = new ArrayList<>();
        resource("/bbb/webhook-timeline.ndjson").lines().forEach(line -> ids.add(id(line)));
        List<String> shuffled =
                new ArrayList<>(resource("/bbb/webhook-timeline.ndjson").lines().toList());
        shuffled.addAll(shuffled);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new LinkedHashSet<>(ids("[" + String.join(",", shuffled) + "]")))
                .isEqualTo(Set.copyOf(ids));
    }

    @Test
    void aRawMessageBelongsToItsMeeting() {
        Item.Good sample = good(CODEC, resource("/bbb/webhook-raw-user-left.json"));
        Item.Good good = good(CODEC, form("d", "5", RAW));

        assertThat(sample.subject()).isEqualTo(MEETING);
        assertThat(good.formatVersion()).isEqualTo("raw");
        assertThat(text(good))
                .doesNotContain("MustVanish")
                .contains("\"message-length\":13")
                .contains("\"secretPoll\":true");
    }

    @Test
    void whatIsSecretVanishes() {
        String timeline = resource("/bbb/webhook-timeline.ndjson");
        String kept =
                String.join("\n", timeline.lines().map(line -> text(good(CODEC, line))).toList());

        assertThat(timeline).contains("MustVanish", "203.0.113.24", "Telophase, twice");
        assertThat(kept)
                .doesNotContain("MustVanish")
                .doesNotContain("203.0.113.24")
                .doesNotContain("lms.example.edu/courses")
                .doesNotContain("Telophase, twice")
                .contains("\"message-length\":16")
                .contains("\"xapi-enabled\":\"true\"")
                .contains("\"question\":\"Which phase did you see?\"");
    }

    @Test
    void textsStayWhereTheTenantWantsThem() {
        String chat =
                resource("/bbb/webhook-timeline.ndjson")
                        .lines()
                        .filter(line -> line.contains("Telophase, twice"))
                        .findFirst()
                        .orElseThrow();

        assertThat(text(good(new BbbCodec(true), chat))).contains("Telophase, twice");
        assertThat(text(good(new BbbCodec(true), RAW))).doesNotContain("answerMustVanish");
    }

    @Test
    void theCallbackAgainIsTheSameAndARevisionIsItsOwn() {
        String body = resource("/bbb/analytics-callback.json");
        Item.Good good = good(CODEC, body);

        assertThat(good.subject()).isEqualTo(MEETING);
        assertThat(good.formatVersion()).isEqualTo("callback");
        assertThat(id(body)).isEqualTo(good.eventId());
        assertThat(id(body.replace("\"chats\":1", "\"chats\":2"))).isNotEqualTo(good.eventId());
        assertThat(good(CODEC, resource("/bbb/analytics-callback-body-fork-mixed-ids.json")))
                .isNotNull();
        assertThat(bad(CODEC, body.replace("\"internal_meeting_id\"", "\"other\"")))
                .isEqualTo("/internal_meeting_id bbb.required");
    }

    @Test
    void theCallbackLosesTypedAnswersAndQueries() throws IOException {
        String body =
                resource("/bbb/analytics-callback.json")
                        .replace("webhooks/bbb-1", "webhooks/bbb-1?key=keyMustVanish")
                        .replace(
                                "\"polls\":[",
                                "\"polls\":[{\"id\":\"p\",\"type\":\"R-\",\"options\":[\"oMustVanish\"],"
                                    + "\"votes\":{\"u_1041\":\"vMustVanish\","
                                    + "\"u_1042\":[\"wMustVanish\",3]}},"
                                    + "{\"options\":[\"A\"],\"votes\":"
                                    + "{\"a\":\"A\",\"b\":\"xMustVanish\"}},");
        Item.Good good = good(CODEC, body);

        JsonNode data = JSON.readTree(good.payload()).get("data");
        assertThat(text(good)).doesNotContain("MustVanish");
        assertThat(data.at("/polls/0/votes/u_1041/length").intValue()).isEqualTo(11);
        assertThat(data.at("/polls/1/votes/a").textValue()).isEqualTo("A");
        assertThat(data.at("/polls/2/votes/u_1041").textValue()).isEqualTo("telophase");
        assertThat(data.at("/metadata/analytics_callback_url").textValue())
                .isEqualTo("https://collector.example.org/webhooks/bbb-1");
    }

    @Test
    void mutationsNeverThrowAndNeverLeak() {
        List<String> spared =
                List.of(
                        "moderator-pass",
                        "viewer-pass",
                        "session-token",
                        "userdata",
                        "secret",
                        "message",
                        "moderatorPass",
                        "learningDashboardAccessToken",
                        "answer");
        Mutations mutations = new Mutations(71);
        List<String> samples =
                new ArrayList<>(
                        resource("/bbb/webhook-timeline.ndjson")
                                .replace("Telophase, twice", "sayMustVanish")
                                .lines()
                                .toList());
        samples.add(RAW);
        samples.add(resource("/bbb/analytics-callback.json"));
        for (int round = 0; round < 10_000; round++) {
            String sample = samples.get(round % samples.size());
            byte[] mutated =
                    round / samples.size() % 2 == 0
                            ? mutations.bytes(sample, spared)
                            : mutations.tree(sample).getBytes(StandardCharsets.UTF_8);
            List<Item> items = read(CODEC, round % 3 == 0 ? mutated : encoded(mutated));

            assertThat(items)
                    .as("round " + round)
                    .allMatch(item -> !text(item).contains("MustVanish"));
        }
    }

    @Test
    void mutatedFormsNeverThrow() {
        Mutations mutations = new Mutations(72);
        String form = resource("/bbb/webhook-form.txt");
        for (int round = 0; round < 10_000; round++) {
            assertThat(read(CODEC, mutations.bytes(form, List.of()))).isNotNull();
        }
    }

    private static String form(String domain, String timestamp, String events) {
        return "domain="
                + domain
                + "&event="
                + encoded("[" + events + "]")
                + "&timestamp="
                + timestamp;
    }

    private static byte[] encoded(byte[] event) {
        StringBuilder form = new StringBuilder("domain=d&event=%5B");
        for (byte found : event) {
            form.append('%').append(String.format("%02x", found));
        }
        return form.append("%5D&timestamp=5").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String id(String body) {
        return good(CODEC, body).eventId();
    }

    private static List<String> ids(String body) {
        return read(CODEC, body).stream().map(item -> ((Item.Good) item).eventId()).toList();
    }
}

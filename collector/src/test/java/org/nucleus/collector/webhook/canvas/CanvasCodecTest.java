package org.nucleus.collector.webhook.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Deliveries;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

final class CanvasCodecTest {
    /** Names of events, and the member in which they hold what somebody wrote. */
    private static final List<Arguments> WRITTEN =
            List.of(
                    Arguments.of("submission_created", "body"),
                    Arguments.of("submission_updated", "body"),
                    Arguments.of("submission_comment_created", "body"),
                    Arguments.of("plagiarism_resubmit", "body"),
                    Arguments.of("submission_comment_created", "comment"));

    private static final List<String> RAW = Canvas.RAW;
    private static final List<String> SAMPLES =
            Stream.concat(Canvas.RAW.stream(), Canvas.CALIPER.stream()).toList();
    private static final CanvasCodec WITH_TEXTS = new CanvasCodec(true);
    private static final String ROOT = "canvas:q7Zt0sampleRootUuid4kP:";
    private static final String ADA = ROOT + "user:31410000000001041";

    @ParameterizedTest
    @CsvSource({
        "raw-asset_accessed-secrets-in-url, user:31410000000000002",
        "raw-course_progress-system-job, user:31410000000001041",
        "raw-discussion_entry_created-local-ids, user:31410000000001041",
        "raw-enrollment_created-escaped-url, user:31410000000001041",
        "raw-grade_change, user:31410000000000207",
        "raw-logged_in-kinesis-attributes, user:31410000000001041",
        "raw-submission_created-tool-passback, user:31410000000001041",
    })
    void aRawEventIsOrderedByWhoActed(String sample, String actor) {
        Item.Good event = Canvas.good(Canvas.sample(sample));

        assertThat(event.subject()).isEqualTo(ROOT + actor);
        assertThat(event.formatVersion()).isEqualTo("raw");
    }

    @Test
    void anArrayOfEventsIsTakenApart() {
        String raw = Canvas.sample("raw-grade_change");
        String caliper = Canvas.sample("caliper-grade_change");
        List<Item> items =
                Canvas.read(
                        ("[" + raw + ",7," + caliper + ",{}]").getBytes(StandardCharsets.UTF_8));

        assertThat(items).hasSize(4);
        assertThat(((Item.Good) items.get(0)).eventId()).isEqualTo(Canvas.good(raw).eventId());
        assertThat(((Item.Bad) items.get(1)).violations().getFirst().pointer()).isEqualTo("/1");
        assertThat(((Item.Good) items.get(2)).eventId()).isEqualTo(Canvas.good(caliper).eventId());
        assertThat(((Item.Bad) items.get(3)).violations().getFirst().pointer()).isEqualTo("/3");
    }

    @Test
    void whatLambdaPassesAndWhatSqsAnswersIsTakenApartToo() {
        String raw = Canvas.sample("raw-grade_change");
        String text = TextNode.valueOf(raw).toString();
        String id = Canvas.good(raw).eventId();

        for (String body :
                List.of(
                        "{\"Records\":[{\"messageId\":\"1\",\"receiptHandle\":\"h\",\"body\":%s}]}",
                        "{\"Messages\":[{\"MessageId\":\"1\",\"ReceiptHandle\":\"h\",\"Body\":%s}]}",
                        "{\"Type\":\"Notification\",\"TopicArn\":\"arn:t\",\"Message\":%s}")) {
            assertThat(Canvas.good(body.formatted(text)).eventId()).isEqualTo(id);
        }
    }

    @Test
    void nobodyActedMeansThePlatformDid() {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-grade_change"));
        ((ObjectNode) event.get("metadata")).remove("user_id");

        assertThat(Canvas.good(event.toString()).subject()).isEqualTo(ROOT + "platform");
    }

    @ParameterizedTest
    @FieldSource("RAW")
    void theSameEventHasTheSameIdHoweverOftenAndInWhateverFormItIsSent(String sample) {
        ObjectNode event = Canvas.tree(Canvas.sample(sample));
        String id = Canvas.good(event.toString()).eventId();

        assertThat(Canvas.good(event.toPrettyString()).eventId()).isEqualTo(id);
        assertThat(Canvas.good(backwards(event).toString()).eventId()).isEqualTo(id);
        String around = event.has("metadata") ? "metadata" : "attributes";
        ObjectNode other = event.deepCopy();
        other.set(around.equals("metadata") ? "attributes" : "metadata", other.remove(around));
        assertThat(Canvas.good(other.toString()).eventId()).isEqualTo(id);
    }

    @Test
    void whatOneRequestCausesIsToldApart() {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-grade_change"));
        List<String> ids = new ArrayList<>();
        ids.add(Canvas.good(event.toString()).eventId());
        for (String change : List.of("event_name", "event_time", "request_id")) {
            ObjectNode changed = event.deepCopy();
            ((ObjectNode) changed.get("metadata")).put(change, "submission_updated");
            ids.add(Canvas.good(changed.toString()).eventId());
        }
        ObjectNode changed = event.deepCopy();
        ((ObjectNode) changed.get("body")).put("score", 17.25);
        ids.add(Canvas.good(changed.toString()).eventId());

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void withoutARequestOrJobTheRestOfTheMetadataTellsEventsApart() {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-logged_in-kinesis-attributes"));
        ObjectNode attributes = (ObjectNode) event.get("attributes");
        attributes.remove("request_id");
        String ada = Canvas.good(event.toString()).eventId();
        attributes.put("user_id", "31410000000001042");

        assertThat(Canvas.good(event.toString()).eventId()).isNotEqualTo(ada);
    }

    @Test
    void numbersAreEqualByValueAndKeptByDigit() {
        String event =
                "{\"metadata\":{\"event_name\":\"grade_change\",\"request_id\":\"r\"},"
                        + "\"body\":{\"score\":%s,\"submission_id\":31410000000007001}}";
        Item.Good twenty = Canvas.good(event.formatted("20"));
        Item.Good exact = Canvas.good(event.formatted("0.1000000000000000055511151231257827"));

        assertThat(Canvas.good(event.formatted("20.0")).eventId()).isEqualTo(twenty.eventId());
        assertThat(Canvas.good(event.formatted("2e1")).eventId()).isEqualTo(twenty.eventId());
        assertThat(Canvas.good(event.formatted("200")).eventId()).isNotEqualTo(twenty.eventId());
        assertThat(Canvas.good(event.formatted("1E-999999999")).eventId()).isNotNull();
        assertThat(Canvas.good(event.formatted("1E+999999999")).eventId()).isNotNull();
        assertThat(Canvas.text(exact))
                .contains("0.1000000000000000055511151231257827", ":31410000000007001");
    }

    @Test
    void ofEqualMembersTheLastCounts() {
        Item.Good event =
                Canvas.good(
                        "{\"metadata\":{\"event_name\":\"x\",\"event_name\":\"logged_in\"},"
                                + "\"body\":{}}");

        assertThat(Canvas.text(event))
                .isEqualTo("{\"metadata\":{\"event_name\":\"logged_in\"},\"body\":{}}");
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void noSecretIsKept(String sample) {
        Item.Good event = Canvas.good(Canvas.sample(sample));

        assertThat(Canvas.text(event))
                .doesNotContain("MustVanish", "203.0.113.24", "client_ip", "telophase.")
                .doesNotContain("\"email\"", "ada.moreau", "enrollment[", "access_token");
    }

    @Test
    void aCleanedAddressStaysUseful() {
        JsonNode metadata =
                Canvas.json(
                                Canvas.good(Canvas.sample("raw-asset_accessed-secrets-in-url"))
                                        .payload())
                        .get("metadata");

        assertThat(metadata.get("url").textValue())
                .isEqualTo(
                        "https://lms.example.edu/api/v1/courses/77/files/900/download?per_page=50");
        assertThat(metadata.get("referrer").textValue())
                .isEqualTo("https://lms.example.edu/feeds/");
    }

    @Test
    void aLinkInsideOfAPageLosesWhatGivesAccess() {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-grade_change"));
        ((ObjectNode) event.get("metadata")).put("event_name", "assignment_created");
        ((ObjectNode) event.get("body"))
                .put(
                        "description",
                        "<p>Read <a"
                            + " href=\"/courses/77/files/9?verifier=aMustVanish&amp;wrap=1\">this</a>,"
                            + " then https://lms.example.edu/f?access_token=bMustVanish or <a"
                            + " href='/feeds/calendars/cMustVanish.ics'>that</a>?</p>");

        assertThat(
                        Canvas.json(Canvas.good(event.toString()).payload())
                                .at("/body/description")
                                .textValue())
                .isEqualTo(
                        "<p>Read <a href=\"/courses/77/files/9\">this</a>, then"
                                + " https://lms.example.edu/f or <a href='/feeds/'>that</a>?</p>");
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void whatWasWrittenIsKeptAsLengthAndDigest(String name, String member) {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-submission_created-tool-passback"));
        ((ObjectNode) event.get("metadata")).put("event_name", name);
        ((ObjectNode) event.get("body")).put(member, "zwölf");
        Item.Good kept = Canvas.good(event.toString());

        assertThat(Canvas.json(kept.payload()).at("/body/" + member).toString())
                .isEqualTo(
                        "{\"length\":6,\"sha256\":\""
                                + EventJson.sha256(
                                        Slice.of("zwölf".getBytes(StandardCharsets.UTF_8)))
                                + "\"}");
    }

    @ParameterizedTest
    @FieldSource("WRITTEN")
    void whatWasWrittenStaysWhereTheTenantWantsItLessWhatGivesAccess(String name, String member) {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-submission_created-tool-passback"));
        ((ObjectNode) event.get("metadata"))
                .put("event_name", name)
                .put("client_ip", "203.0.113.24");
        ((ObjectNode) event.get("body"))
                .put(
                        member,
                        "zwölf <a href='/courses/7/files/9?verifier=MustVanish&wrap=1'>hier</a>,"
                                + " https://lms.example.edu/f?access_token=MustVanish")
                .put("email", "MustVanish@example.org");
        Item.Good kept = Deliveries.good(WITH_TEXTS, event.toString());

        assertThat(Canvas.json(kept.payload()).at("/body/" + member).textValue())
                .isEqualTo(
                        "zwölf <a href='/courses/7/files/9'>hier</a>, https://lms.example.edu/f");
        assertThat(Canvas.text(kept)).doesNotContain("MustVanish", "203.0.113.24", "\"email\"");
        assertThat(kept.eventId())
                .as("the same event whether its text is kept or not")
                .isEqualTo(Deliveries.good(new CanvasCodec(false), event.toString()).eventId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{},\"body\":{\"body\":\"essay\"}}",
                "{\"metadata\":{\"event_name\":7},\"body\":{\"comments\":\"essay\"}}",
                "{\"metadata\":{\"event_name\":\"\"},\"body\":\"essay\"}",
                "{\"metadata\":{\"event_name\":\"submission_created\"},\"body\":[\"essay\"]}",
            })
    void whatWasWrittenIsNotKeptOfABadEventEither(String json) {
        assertThat(Canvas.text(Canvas.bad(json))).contains("sha256").doesNotContain("essay");
    }

    @Test
    void ofABadEventWithoutTextsAllStays() {
        assertThat(
                        Canvas.text(
                                Canvas.bad(
                                        "{\"metadata\":{\"event_name\":\"logged_in\"},\"body\":[\"kept\"]}")))
                .contains("[\"kept\"]");
    }

    @Test
    void otherTextsStay() {
        assertThat(
                        Canvas.text(
                                Canvas.good(
                                        Canvas.sample("raw-discussion_entry_created-local-ids"))))
                .contains("<p>I saw telophase twice.</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "caliper-asset_accessed-anonymous-entity, urn:uuid:a0662267-adc2-59ee-96aa-b691073125fc,"
                + " http://lms.example.edu/",
        "caliper-grade_change, urn:uuid:9dd5bf0c-f185-5d71-8212-e195c9aef8d7,"
                + " urn:instructure:canvas:user:31410000000000207",
        "caliper-logged_in-late, urn:uuid:b6df7f2a-fc6b-5064-b1b9-c25213dbc6aa,"
                + " urn:instructure:canvas:user:31410000000001041",
    })
    void aCaliperEventKeepsItsId(String sample, String id, String actor) {
        Item.Good event = Canvas.good(Canvas.sample(sample));

        assertThat(event.eventId()).isEqualTo(id);
        assertThat(event.subject()).isEqualTo(actor);
        assertThat(event.formatVersion()).isEqualTo("caliper");
        assertThat(Canvas.json(event.payload()).at("/extensions/com.instructure.canvas").size())
                .isEqualTo(5);
    }

    @Test
    void aCaliperEventIsKnownByOneSpellingOfItsUuid() {
        ObjectNode envelope = Canvas.tree(Canvas.sample("caliper-logged_in-late"));
        ObjectNode event = (ObjectNode) envelope.at("/data/0");
        event.put("id", "URN:UUID:B6DF7F2A-FC6B-5064-B1B9-C25213DBC6AA");
        event.put("actor", "URN:UUID:7D1B9F0E-58F2-4A6E-9A33-3A9D8F5D2C11");

        Item.Good good = Canvas.good(envelope.toString());

        assertThat(good.eventId()).isEqualTo("urn:uuid:b6df7f2a-fc6b-5064-b1b9-c25213dbc6aa");
        assertThat(good.subject()).isEqualTo("urn:uuid:7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11");
    }

    @Test
    void oneBadEventOfAnEnvelopeHarmsNoOther() {
        ObjectNode envelope = Canvas.tree(Canvas.sample("caliper-grade_change"));
        ArrayNode data = (ArrayNode) envelope.get("data");
        data.add(data.get(0).deepCopy());
        ((ObjectNode) data.get(1)).remove(List.of("actor", "type"));
        data.add("none");
        data.add(data.get(0).deepCopy());
        ((ObjectNode) data.get(3)).put("actor", "_:somebody").remove("id");
        List<Item> items = Canvas.read(envelope.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(items).hasSize(4);
        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(((Item.Bad) items.get(1)).violations())
                .extracting(violation -> violation.pointer() + " " + violation.rule())
                .containsExactly("/data/1/type caliper.type", "/data/1/actor caliper.actor");
        assertThat(Canvas.text(items.get(1))).doesNotContain("client_ip");
        assertThat(((Item.Bad) items.get(2)).violations().get(0).pointer()).isEqualTo("/data/2");
        Item.Good anonymous = (Item.Good) items.get(3);
        assertThat(anonymous.subject()).isEqualTo("anonymous:" + anonymous.eventId());
    }

    @Test
    void theTextOfAnAttemptIsKeptOnlyWhereTheTenantWantsIt() {
        ObjectNode envelope = Canvas.tree(Canvas.sample("caliper-grade_change"));
        ((ObjectNode) envelope.at("/data/0/object")).put("body", "my answer");
        ((ObjectNode) envelope.at("/data/0/generated/attempt")).put("body", "my answer");

        assertThat(Canvas.text(Canvas.good(envelope.toString()))).doesNotContain("my answer");
        Item.Good kept = Deliveries.good(WITH_TEXTS, envelope.toString());
        assertThat(Canvas.json(kept.payload()).at("/object/body").textValue())
                .isEqualTo("my answer");
        assertThat(Canvas.json(kept.payload()).at("/generated/attempt/body").textValue())
                .isEqualTo("my answer");
        assertThat(kept.eventId()).isEqualTo(Canvas.good(envelope.toString()).eventId());
        assertThat(Canvas.text(kept)).doesNotContain("client_ip", "MustVanish");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | canvas.envelope",
                "{\"metadata\":7,\"body\":{}} | canvas.envelope",
                "{\"data\":[]} | caliper.envelope.empty /data",
                "{\"metadata\":{},\"body\":{}} | canvas.event /metadata/event_name",
                "{\"attributes\":{\"event_name\":\"\"}} | canvas.event /attributes/event_name",
                "{\"metadata\":{\"event_name\":\"x\"},\"body\":[]} | canvas.body /body",
                "[] | canvas.envelope",
                "{\"a\":1} {} | json.syntax",
                "{\"a\":1E99999999999} | json.syntax",
                "nonsense | json.syntax",
            })
    void whatIsNoEventOfCanvasIsKeptAsBad(String json, String expected) {
        Item.Bad bad = Canvas.bad(json);

        assertThat(bad.violations())
                .singleElement()
                .satisfies(
                        violation ->
                                assertThat((violation.rule() + " " + violation.pointer()).strip())
                                        .isEqualTo(expected));
    }

    @Test
    void ofUnreadableBytesOnlyLengthAndDigestAreKept() {
        String sample = Canvas.sample("raw-asset_accessed-secrets-in-url").strip();
        Item.Bad bad = Canvas.bad(sample.substring(0, sample.length() - 1));

        assertThat(Canvas.json(bad.payload()).at("/unreadable/bytes").intValue())
                .isEqualTo(sample.length() - 1);
        assertThat(Canvas.text(bad)).hasSizeLessThan(120);
        assertThat(Canvas.read(new byte[] {'{', (byte) 0xC0, '}'}).get(0))
                .isInstanceOf(Item.Bad.class);
    }

    @Test
    void anEventOfAnUnknownNameGoesOn() {
        assertThat(
                        Canvas.good("{\"metadata\":{\"event_name\":\"quizzes.new\"},\"body\":null}")
                                .subject())
                .isEqualTo("canvas:canvas-1:platform");
    }

    @Test
    void halfACharacterStaysAsItWasSent() {
        Item.Good event =
                Canvas.good(
                        "{\"metadata\":{\"event_name\":\"x\",\"user_id\":1041},"
                                + "\"body\":{\"name\":\"\\ud83d!\"}}");

        assertThat(Canvas.text(event).toLowerCase(Locale.ROOT)).contains("\\ud83d!");
    }

    @Test
    void idsMayBeNumbers() {
        ObjectNode event = Canvas.tree(Canvas.sample("raw-discussion_entry_created-local-ids"));
        ((ObjectNode) event.get("metadata")).put("user_id", 31410000000001041L);

        assertThat(Canvas.good(event.toString()).subject()).isEqualTo(ADA);
    }

    private static JsonNode backwards(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        ObjectNode reversed = Canvas.JSON.createObjectNode();
        names.forEach(name -> reversed.set(name, backwards(value.get(name))));
        return reversed;
    }
}

package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.DESCRIBE;
import static org.nucleus.collector.caliper.Documents.EVENT;
import static org.nucleus.collector.caliper.Documents.ID;
import static org.nucleus.collector.caliper.Documents.V1P1;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.envelope;
import static org.nucleus.collector.caliper.Documents.items;
import static org.nucleus.collector.caliper.Documents.read;
import static org.nucleus.collector.caliper.Documents.refused;
import static org.nucleus.collector.caliper.Documents.rules;
import static org.nucleus.collector.caliper.Documents.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

class EnvelopeReaderTest {
    @Test
    void readsEventsAndDescribesInTheOrderSent() {
        EnvelopeOutcome outcome = read(envelope(V1P2, EVENT, DESCRIBE));

        assertThat(outcome).isInstanceOf(EnvelopeOutcome.Read.class);
        EnvelopeOutcome.Read envelope = (EnvelopeOutcome.Read) outcome;
        assertThat(envelope.sensor()).isEqualTo("https://campus.example.org/sensors/1");
        assertThat(envelope.sendTime()).isEqualTo(Instant.parse("2026-03-04T09:15:30.500Z"));
        assertThat(envelope.version()).isEqualTo(CaliperVersion.V1P2);
        assertThat(envelope.items()).hasSize(2);

        Item.Good event = (Item.Good) envelope.items().get(0);
        assertThat(event.kind()).isEqualTo(Item.Kind.EVENT);
        assertThat(event.eventId()).isEqualTo(ID);
        assertThat(event.subject()).isEqualTo("https://campus.example.org/people/mira");
        assertThat(text(event)).isEqualTo(EVENT);

        Item.Good describe = (Item.Good) envelope.items().get(1);
        assertThat(describe.kind()).isEqualTo(Item.Kind.ENTITY);
        assertThat(describe.subject()).isEqualTo("https://campus.example.org/people/mira");
        assertThat(text(describe)).isEqualTo(DESCRIBE);
    }

    @Test
    void takesTheSendTimeOfImsCaliper() {
        String sent = envelope(V1P2, EVENT).replace("15:30.500Z", "15:30.500+0000");

        assertThat(((EnvelopeOutcome.Read) read(sent)).sendTime())
                .isEqualTo(Instant.parse("2026-03-04T09:15:30.500Z"));
    }

    @Test
    void givesTheSameDescribeTheSameIdAndAnotherAnother() {
        String renamed = DESCRIBE.replace("2026-01-09", "2026-01-10");
        List<Item> items = items(envelope(V1P2, DESCRIBE, DESCRIBE, renamed));

        List<String> ids = items.stream().map(item -> ((Item.Good) item).eventId()).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @Test
    void takesItsMembersInAnyOrder() {
        String document =
                """
                {"data": [%s], "sendTime": "2026-03-04T09:15:30.500Z",
                 "sensor": "urn:example:sensor", "dataVersion": "%s"}\
                """
                        .formatted(EVENT.replace(V1P2, V1P1), V1P1);

        assertThat(items(document)).singleElement().isInstanceOf(Item.Good.class);
    }

    @Test
    void takesTheVersionOfAnExtensionProfile() {
        assertThat(items(envelope(V1P1 + "/ToolUseProfile-extension", EVENT.replace(V1P2, V1P1))))
                .singleElement()
                .isInstanceOf(Item.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://purl.imsglobal.org/ctx/caliper/v1/Context",
                "http://purl.imsglobal.org/ctx/caliper/v1p20",
                "https://purl.imsglobal.org/ctx/caliper/v1p2",
                ""
            })
    void refusesAnotherVersionAsUnsupported(String version) {
        EnvelopeOutcome.Refused refused = refused(read(envelope(version, EVENT)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(rules(refused.violations()))
                .containsExactly("/dataVersion caliper.envelope.version");
    }

    @Test
    void refusesAnotherVersionThatFollowsTheData() {
        String document =
                """
                {"data": [1], "sendTime": "2026-03-04T09:15:30.500Z", "sensor": "urn:example:s",
                 "dataVersion": "http://example.org/v9"}\
                """;

        assertThat(refused(read(document)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "sensor":| "sensors":| /sensors caliper.envelope.member, caliper.required
                    "https://campus.example.org/sensors/1"| 7| /sensor caliper.text
                    "https://campus.example.org/sensors/1"| "s 1"| /sensor caliper.iri
                    "2026-03-04T09:15:30.500Z"| "2026-03-04T09:15:30Z"| /sendTime caliper.time
                    2026-03-04T09:15:30.500Z| 0000-03-04T09:15:30.500+0000| /sendTime caliper.time
                    "2026-03-04T09:15:30.500Z"| null| /sendTime caliper.text
                    "http://purl.imsglobal.org/ctx/caliper/v1p2",| 2,| /dataVersion caliper.text
                    "data": []| "data": {}| /data caliper.list
                    "data": []| "data": []| /data caliper.envelope.empty
                    "data": []| "data": [1], "data": [1]| /data caliper.duplicate
                    "data": []| "data": [1], "more": {"a": [1]}| /more caliper.envelope.member
                    """)
    void refusesAnEnvelopeThatBreaksARule(String part, String replacement, String expected) {
        String document = envelope(V1P2).replace(part.strip(), replacement.strip());

        EnvelopeOutcome.Refused refused = refused(read(document));

        assertThat(refused.status()).isEqualTo(400);
        List<String> found = rules(refused.violations());
        for (String rule : expected.split(", ")) {
            assertThat(found).contains(rule.startsWith("/") ? rule : " " + rule);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"sensor\"",
                "{",
                "{\"sensor\": }",
                "{\"sensor\": 'x'}",
                "{\"data\": [{\"a\": 01}]}",
                "{\"data\": [{\"a\": NaN}]}",
                "{\"data\": [{\"a\": 1,}]}",
                "{\"data\": [] /* none */}",
                "{\"a\": \"\\x\"}"
            })
    void refusesWhatIsNoJsonObject(String document) {
        EnvelopeOutcome.Refused refused = refused(read(document));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(rules(refused.violations())).containsExactly(" caliper.json");
    }

    @Test
    void refusesWhatFollowsTheEnvelope() {
        assertThat(refused(read(envelope(V1P2, EVENT) + " {}")).status()).isEqualTo(400);
        assertThat(refused(read(envelope(V1P2, EVENT) + "x")).status()).isEqualTo(400);
        assertThat(items(envelope(V1P2, EVENT) + " \n")).hasSize(1);
    }

    @Test
    void refusesAByteOrderMark() {
        assertThat(refused(read("\uFEFF" + envelope(V1P2, EVENT))).status()).isEqualTo(400);
    }

    @Test
    void refusesOtherEncodings() {
        byte[] body = envelope(V1P2, EVENT).getBytes(StandardCharsets.UTF_16LE);

        assertThat(refused(EnvelopeReader.read(body, "s")).status()).isEqualTo(400);
    }

    @Test
    void refusesMalformedJsonBehindGoodItems() {
        assertThat(refused(read(envelope(V1P2, EVENT, "{\"a\" 1}", EVENT))).status())
                .isEqualTo(400);
    }

    @Test
    void refusesTooDeepNesting() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(refused(read(envelope(V1P2, deep))).status()).isEqualTo(400);
    }

    @Test
    void keepsTheGoodNeighboursOfABadItem() {
        String late = EVENT.replace("2026-03-04T09:15:27.031Z", "04/03/2026 09:15");

        List<Item> items = items(envelope(V1P2, EVENT, late, DESCRIBE));

        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(items.get(2)).isInstanceOf(Item.Good.class);
        Item.Bad bad = (Item.Bad) items.get(1);
        assertThat(rules(bad.violations())).containsExactly("/data/1/eventTime caliper.time");
        assertThat(bad.violations().getFirst().message()).doesNotContain("04/03");
        assertThat(text(bad)).isEqualTo(late);
    }

    @Test
    void strictHandlingRefusesAllForOneBadItem() {
        String late = EVENT.replace("2026-03-04T09:15:27.031Z", "04/03/2026 09:15");

        EnvelopeOutcome.Refused refused = refused(read(envelope(V1P2, EVENT, late, "7")).strict());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(rules(refused.violations()))
                .containsExactly("/data/1/eventTime caliper.time", "/data/2 caliper.item");
    }

    @Test
    void strictHandlingLeavesOtherOutcomesAsTheyAre() {
        EnvelopeOutcome good = read(envelope(V1P2, EVENT));
        EnvelopeOutcome unsupported = read(envelope("urn:example:v0", EVENT));

        assertThat(good.strict()).isSameAs(good);
        assertThat(unsupported.strict()).isSameAs(unsupported);
    }

    @Test
    void readsAThousandItems() {
        List<Item> items =
                items(envelope(V1P2, Collections.nCopies(1_000, EVENT).toArray(String[]::new)));

        assertThat(items).hasSize(1_000).hasOnlyElementsOfType(Item.Good.class);
    }

    @Test
    void boundsTheViolationsOfAnItem() {
        String item = "{" + "\"actor\": 7,".repeat(1_000) + "\"type\": \"Event\"}";

        Item.Bad bad = (Item.Bad) items(envelope(V1P2, item)).getFirst();

        assertThat(bad.violations()).hasSize(100);
    }
}

package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class SpliceTest {
    private static final Instant STORED = Instant.parse("2026-11-21T02:16:42.007999Z");
    private static final String AUTHORITY = "{\"mbox\":\"mailto:node@example.org\"}";

    @Test
    void keepsTheClientsBytesAndPutsInWhatIsOurs() {
        String json =
                """
                { "stored" : "2020-01-01T00:00:00Z" , "actor":{"mbox":"mailto:ada@example.edu"},
                "verb":{"id":"https://example.org/v"}, "object":{"id":"https://example.org/\\u006f"},
                "timestamp": "2026-10-06T09:14:07+02:00" ,"authority":{"mbox":"mailto:x@example.org"} }\
                """;

        assertThat(stored(Statements.accepted(json.replace("timestamp", "timestamp"))))
                .startsWith("{  \"actor\":{\"mbox\":\"mailto:ada@example.edu\"},\n\"verb\":")
                .contains("https://example.org/\\u006f", "\"2026-10-06T09:14:07+02:00\"")
                .doesNotContain("2020-01-01", "mailto:x@example.org")
                .endsWith(
                        "\"stored\":\"2026-11-21T02:16:42.007Z\",\"authority\":" + AUTHORITY + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    V1_0_3 | "1.0.2" | 1.0.2
                    V1_0_3 | -       | 1.0.0
                    V2_0_0 | -       | 2.0.0
                    V2_0_0 | "2.0.0" | 2.0.0
                    V2_0_0 | "1.0.3" | 1.0.3
                    """)
    void keepsTheVersionOrSaysTheDefault(XapiVersion request, String sent, String stored) {
        String json = Statements.edited(Statements.LEAST, "/version", sent);
        AcceptedStatement statement = Statements.accepted(Statements.read(json, request)).get(0);

        assertThat(tree(statement).at("/version").asText()).isEqualTo(stored);
    }

    @Test
    void setsIdAndTimestampWhereThereAreNone() {
        AcceptedStatement statement = Statements.accepted(Statements.LEAST);

        assertThat(statement.id()).isEqualTo(Statements.RANDOM);
        assertThat(tree(statement).at("/id").asText()).isEqualTo(Statements.RANDOM.toString());
        assertThat(tree(statement).at("/timestamp")).isEqualTo(tree(statement).at("/stored"));
    }

    @Test
    void recognisesAResendWithTimestampButNoId() {
        String timed =
                Statements.edited(Statements.LEAST, "/timestamp", "\"2026-10-06T09:14:07Z\"");
        String again =
                Statements.edited(
                        Statements.LEAST, "/timestamp", "\"2026-10-06T11:14:07.0+02:00\"");
        String later =
                Statements.edited(Statements.LEAST, "/timestamp", "\"2026-10-06T09:14:08Z\"");

        assertThat(Statements.accepted(again).id()).isEqualTo(Statements.accepted(timed).id());
        assertThat(Statements.accepted(later).id()).isNotEqualTo(Statements.accepted(timed).id());
        assertThat(
                        Statements.accepted(
                                        Statements.reader()
                                                .read(
                                                        Statements.slice(timed),
                                                        XapiVersion.V1_0_3,
                                                        "source-2"))
                                .get(0)
                                .id())
                .isNotEqualTo(Statements.accepted(timed).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    {"mbox": "mailto:Ada@Example.EDU"}                                  => mailto:Ada@example.edu
                    {"mbox_sha1sum": "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"}        => mbox_sha1sum:ebd31e95054c018b10727ccffd2ef2ec3a016ee9
                    {"openid": "https://ada.example.org/"}                              => openid:https://ada.example.org/
                    {"account": {"name": "u-1", "homePage": "https://lms.example.edu"}} => account:https://lms.example.edu|u-1
                    {"objectType": "Group", "mbox": "mailto:g@example.edu"}             => mailto:g@example.edu
                    {"objectType": "Group", "member": [{"mbox": "mailto:b@example.edu"}]} => anonymous:00000000-0000-4000-8000-0000000000aa
                    """)
    void namesTheActorAsSubject(String actor, String subject) {
        String json = Statements.edited(Statements.LEAST, "/actor", actor);

        assertThat(Statements.accepted(json).subject()).isEqualTo(subject);
    }

    @Test
    void declaresAttachmentsOfTheStatementAndItsSubStatement() {
        String attachments = Statements.tree(Statements.FULL).at("/attachments").toString();
        String json = Statements.edited(Statements.SUB, "/object/attachments", attachments);

        assertThat(Statements.accepted("[" + json + "]").attachments())
                .containsExactly(
                        new Attachment(
                                "/0/object/attachments/0",
                                "https://example.org/usage",
                                "text/plain",
                                5,
                                "0123456789abcdef".repeat(4),
                                true));
    }

    @Test
    void staysValidJsonWhateverTheOrderAndTheSpaces() {
        Random random = new Random(11);
        ObjectNode full = (ObjectNode) Statements.tree(Statements.FULL);
        for (int i = 0; i < 2_000; i++) {
            String json = scrambled(full, random);
            AcceptedStatement statement = Statements.accepted(json);

            ObjectNode expected = (ObjectNode) Statements.tree(json);
            JsonNode stored = tree(statement);
            expected.put("id", statement.id().toString());
            expected.put("stored", "2026-11-21T02:16:42.007Z");
            expected.set("authority", Statements.tree(AUTHORITY));
            if (!expected.has("timestamp")) {
                expected.put("timestamp", "2026-11-21T02:16:42.007Z");
            }
            if (!expected.has("version")) {
                expected.put("version", "1.0.0");
            }
            assertThat(stored).isEqualTo(expected);
        }
    }

    /** The statement with a random choice of optional members, in random order and spacing. */
    private static String scrambled(ObjectNode full, Random random) {
        List<String> names = new ArrayList<>();
        full.fieldNames().forEachRemaining(names::add);
        names.removeIf(
                n -> !List.of("actor", "verb", "object").contains(n) && random.nextBoolean());
        Collections.shuffle(names, random);
        StringBuilder json = new StringBuilder(space(random)).append('{');
        for (int i = 0; i < names.size(); i++) {
            String name = random.nextInt(9) == 0 ? escaped(names.get(i)) : names.get(i);
            json.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append('"')
                    .append(name)
                    .append('"')
                    .append(space(random))
                    .append(':')
                    .append(space(random))
                    .append(full.get(names.get(i)))
                    .append(space(random));
        }
        return json.append('}').append(space(random)).toString();
    }

    private static String escaped(String name) {
        return "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
    }

    private static String space(Random random) {
        return " \t\r\n".repeat(2).substring(0, random.nextInt(4));
    }

    private static JsonNode tree(AcceptedStatement statement) {
        return Statements.tree(stored(statement));
    }

    private static String stored(AcceptedStatement statement) {
        return new String(statement.stored(Stamp.of(STORED, AUTHORITY)), StandardCharsets.UTF_8);
    }
}

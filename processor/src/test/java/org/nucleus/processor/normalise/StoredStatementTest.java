package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class StoredStatementTest {
    private static final String LEAST =
            """
            {"actor":{"mbox":"mailto:ada@example.edu"},"verb":{"id":"https://example.org/v"},\
            "object":{"id":"https://example.org/o"}}\
            """;
    private static final String FULL =
            """
            {"id":"3E09E130-f6f7-4a3f-b9bd-3b0922006048","actor":{"mbox":"mailto:ada@example.edu"},
            "verb":{"id":"https://example.org/v","display":{"en":"stored \\"authority\\": }"}},
            "object":{"id":"https://example.org/o","definition":{"name":{"en":"B\\u00e4r"}}},
            "result":{"extensions":{"urn:x:stored":{"stored":[1.50,{}],"authority":null}}},
            "timestamp":"2026-10-06T09:14:07+02:00","stored":"2020-01-01T00:00:00Z",
            "authority":{"account":{"homePage":"urn:x","name":"}"}},"version":"1.0.2"}
            """;
    private static final String OURS =
            """
            {"objectType":"Agent","account":{"homePage":"urn:nucleus:tenant:oakfield","name":"lms-1"}}\
            """;

    @Test
    void keepsTheSendersTextAndPutsInWhatIsOurs() {
        String sent =
                """
                { "stored" : "2020-01-01T00:00:00Z" , "actor":{"mbox":"mailto:ada@example.edu"},
                "verb":{"id":"https://example.org/v"}, "object":{"id":"https://example.org/\\u006f"},
                "timestamp": "2026-10-06T09:14:07+02:00" ,"authority":{"mbox":"mailto:x@example.org"} }
                """;

        assertThat(stored(sent, "1.0.3"))
                .startsWith("{  \"actor\":{\"mbox\":\"mailto:ada@example.edu\"},\n\"verb\":")
                .contains("https://example.org/\\u006f", "\"2026-10-06T09:14:07+02:00\"")
                .doesNotContain("2020-01-01", "mailto:x@example.org")
                .endsWith(
                        "\"2026-10-06T09:14:07+02:00\",\"id\":\"%s\",\"version\":\"1.0.0\",\"stored\":\"2026-11-02T09:30:00.250Z\",\"authority\":%s}"
                                .formatted(Received.ID, OURS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    1.0.3 | "version":"1.0.2", | 1.0.2
                    1.0.3 | ``                 | 1.0.0
                    2.0.0 | ``                 | 2.0.0
                    2.0.0 | "version":"2.0.0", | 2.0.0
                    2.0.0 | "version":"1.0.3", | 1.0.3
                    """)
    void keepsTheVersionOrSaysTheDefault(String request, String sent, String stored) {
        String json = LEAST.replaceFirst("\\{", "{" + sent);

        assertThat(tree(stored(json, request)).at("/version").asText()).isEqualTo(stored);
    }

    @Test
    void happenedWhenItWasReceivedWhereItDoesNotSay() {
        JsonNode stored = tree(stored(LEAST, "1.0.3"));

        assertThat(stored.at("/id").asText()).isEqualTo(Received.ID);
        assertThat(stored.at("/timestamp").asText()).isEqualTo("2026-11-02T09:30:00.250Z");
    }

    @Test
    void staysValidJsonWhateverTheOrderAndTheSpaces() {
        Random random = new Random(11);
        ObjectNode full = tree(FULL);
        for (int i = 0; i < 2_000; i++) {
            String sent = scrambled(full, random);
            ObjectNode expected = tree(sent);
            expected.put("stored", "2026-11-02T09:30:00.250Z");
            expected.set("authority", tree(OURS));
            if (!expected.has("id")) {
                expected.put("id", Received.ID);
            }
            if (!expected.has("timestamp")) {
                expected.put("timestamp", "2026-11-02T09:30:00.250Z");
            }
            if (!expected.has("version")) {
                expected.put("version", "1.0.0");
            }

            assertThat(tree(stored(sent, "1.0.3"))).as(sent).isEqualTo(expected);
        }
    }

    /** The statement with a random choice of members, in random order and spacing. */
    private static String scrambled(ObjectNode full, Random random) {
        List<String> names = new ArrayList<>();
        full.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> random.nextInt(3) == 0);
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
        return json.append(space(random)).append('}').append(space(random)).toString();
    }

    private static String escaped(String name) {
        return "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
    }

    private static String space(Random random) {
        return " \t\r\n".repeat(2).substring(0, random.nextInt(4));
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) Json.parse(json).orElseThrow();
    }

    private static String stored(String sent, String version) {
        return StoredStatement.of(sent, tree(sent), Received.of(Format.XAPI, version, sent));
    }
}

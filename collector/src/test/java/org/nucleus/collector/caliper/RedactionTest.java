package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.EVENT;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.envelope;
import static org.nucleus.collector.caliper.Documents.items;
import static org.nucleus.collector.caliper.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class RedactionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {'a':1,'ip':'X','b':2}|{'a':1,'b':2}
                    {'ip':'X','b':2}|{'b':2}
                    {'a':1,'ip':'X'}|{'a':1}
                    {'ip':'X'}|{}
                    {'ip':'X','client_ip':['X']}|{}
                    {'a':1,'ip':'X','client_ip':{'x':'X'}}|{'a':1}
                    {'ip':'X','a':1,'messageParameters':{'name':'X'}}|{'a':1}
                    { 'a' : 1 , 'ip' : 'X' }|{ 'a' : 1  }
                    { 'ip' : -1.5e3 , 'clientIp' : null , 'X-Forwarded-For' : true }|{    }
                    {'a':{'ip':'X'},'ip':'X'}|{'a':{}}
                    {'a':[{'ip':'X'},{'ip':'X','b':2}]}|{'a':[{},{'b':2}]}
                    {'remote\\u005fip':'X','tip':'x','zip':'x','equipment':'x'}|{'tip':'x','zip':'x','equipment':'x'}
                    """)
    void cutsMembersAndTheirCommas(String extensions, String expected) {
        String before = "\"extensions\": " + extensions.replace('\'', '"') + "\n}";
        String after = "\"extensions\": " + expected.replace('\'', '"') + "\n}";

        Item item = items(envelope(V1P2, withLast(before))).getFirst();

        assertThat(item).isInstanceOf(Item.Good.class);
        assertThat(text(item)).isEqualTo(withLast(after));
    }

    @Test
    void cutsMessageParametersOfASession() throws IOException {
        String session =
                """
                "federatedSession": {"id": "urn:x:s", "type": "LtiSession",
                  "messageParameters": {"nonce": "MustVanish", "ä": ["MustVanish", {"ip": 1}]},
                  "client": {"id": "urn:x:c", "type": "SoftwareApplication",
                    "ipAddress": "MustVanish", "host": "x.example"}}}\
                """;

        Item item = items(envelope(V1P2, withLast(session))).getFirst();

        assertThat(item).isInstanceOf(Item.Good.class);
        assertThat(text(item)).doesNotContain("MustVanish", "messageParameters", "ipAddress");
        JsonNode federated = JSON.readTree(item.payload()).get("federatedSession");
        assertThat(federated.get("client").get("host").asText()).isEqualTo("x.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ip\": \"MustVanish\"}",
                "{\"actor\": {\"a\": {\"messageParameters\": \"MustVanish\"}}}",
                "{\"actor\": [{\"clientIp\": \"MustVanish\"}]}",
                "{\"id\": {\"clientIp\": \"MustVanish\"}}",
                "{\"@context\": [{\"clientIp\": \"MustVanish\"}]}",
                "{\"eventTime\": {\"clientIp\": \"MustVanish\"}}",
                "{\"profile\": {\"clientIp\": \"MustVanish\"}}",
                "{\"roles\": [{\"clientIp\": \"MustVanish\"}], \"ip\": \"MustVanish\"}",
                "{\"duration\": {\"clientIp\": \"MustVanish\"}}",
                "{\"extensions\": [{\"clientIp\": \"MustVanish\"}]}",
                "{\"count\": [{\"clientIp\": \"MustVanish\"}]}",
                "[[{\"clientIp\": \"MustVanish\"}]]"
            })
    void cutsFromBadItemsToo(String document) throws IOException {
        Item item = items(envelope(V1P2, document)).getFirst();

        assertThat(item).isInstanceOf(Item.Bad.class);
        assertThat(text(item)).doesNotContain("MustVanish");
        JSON.readTree(item.payload());
    }

    @Test
    void leavesValidJsonWhateverIsCut() throws IOException {
        Random random = new Random(20_260_304);
        for (int round = 0; round < 2_000; round++) {
            String document = object(random, 0);

            Item item = items(envelope(V1P2, document)).getFirst();

            assertThat(text(item)).doesNotContain("MustVanish");
            assertThat(JSON.readTree(item.payload())).isEqualTo(JSON.readTree(cut(document)));
        }
    }

    /** Only good for the documents made here, whose members to cut are never containers. */
    private static String cut(String document) throws IOException {
        JsonNode tree = JSON.readTree(document);
        tree.findParents("ip")
                .forEach(
                        parent ->
                                ((com.fasterxml.jackson.databind.node.ObjectNode) parent)
                                        .remove("ip"));
        tree.findParents("clientIp")
                .forEach(
                        parent ->
                                ((com.fasterxml.jackson.databind.node.ObjectNode) parent)
                                        .remove("clientIp"));
        return tree.toString();
    }

    private static String object(Random random, int depth) {
        List<String> names = new ArrayList<>(List.of("a", "b", "c"));
        List<String> members = new ArrayList<>();
        for (String name : List.of("ip", "a", "clientIp", "b", "c")) {
            String space = " ".repeat(random.nextInt(2)) + (random.nextBoolean() ? "\n" : "");
            if (random.nextInt(3) > 0) {
                continue;
            }
            String value =
                    !names.contains(name)
                            ? "\"MustVanish, } \\\" \""
                            : depth < 3 ? object(random, depth + 1) : "[1, {}]";
            members.add(space + "\"" + name + "\"" + space + ":" + space + value + space);
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String withLast(String member) {
        return EVENT.substring(0, EVENT.length() - 2) + ",\n  " + member;
    }
}

package org.nucleus.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The hash tells apart what the text tells apart, and nothing else. */
final class ContentDigestTest {
    private static final List<String> VALUES =
            List.of(
                    "1",
                    "1.0",
                    "10e-1",
                    "1.5",
                    "-0",
                    "0",
                    "1e400",
                    "1E99999999999",
                    "\"1\"",
                    "true",
                    "\"true\"",
                    "null",
                    "\"\"",
                    "[]",
                    "{}",
                    "[1]",
                    "[[1]]",
                    "9007199254740993",
                    "100",
                    "1e2",
                    "100.0",
                    "1234567890123456789",
                    "1234567890123456789.0",
                    "-123456789012345678",
                    "-123456789012345678.0",
                    "999999999999999999",
                    "999999999999999999.0",
                    "-100",
                    "-1e2",
                    "0e500",
                    "1e-99999",
                    "9007199254740992",
                    "92233720368547758070",
                    "\"PT1.12S\"",
                    "\"PT1.1237S\"",
                    "\"1827B565-96E1-4BF1-A5FE-3A47BEE256A0\"",
                    "\"1827b565-96e1-4bf1-a5fe-3a47bee256a0\"");
    private static final List<String> NAMES =
            List.of(
                    "actor",
                    "verb",
                    "object",
                    "result",
                    "context",
                    "attachments",
                    "id",
                    "objectType",
                    "member",
                    "mbox",
                    "registration",
                    "contextActivities",
                    "parent",
                    "sha2",
                    "length",
                    "duration",
                    "timestamp",
                    "x");

    @Test
    void agreesWithTheTextOnWhatIsEqual() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            JsonNode one = tree(object(random, 3));
            JsonNode other = tree(random.nextBoolean() ? shuffled(one, random) : object(random, 2));

            assertThat(StatementContent.hash(one) == StatementContent.hash(other))
                    .as("%s %s", one, other)
                    .isEqualTo(StatementContent.of(one).sameAs(StatementContent.of(other)));
        }
    }

    private static String object(Random random, int depth) {
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        List<String> members = new ArrayList<>();
        for (String name : names) {
            members.add('"' + name + "\":" + value(random, depth - 1));
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String value(Random random, int depth) {
        if (depth < 0 || random.nextInt(3) == 0) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        return random.nextInt(3) == 0
                ? "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]"
                : object(random, depth);
    }

    /** The same, members in another order, a number or a text of it sometimes another. */
    private static String shuffled(JsonNode tree, Random random) {
        List<String> members = new ArrayList<>();
        tree.properties()
                .forEach(
                        member ->
                                members.add(
                                        '"'
                                                + member.getKey()
                                                + "\":"
                                                + (random.nextInt(6) == 0
                                                        ? value(random, 0)
                                                        : member.getValue())));
        Collections.shuffle(members, random);
        return "{" + String.join(",", members) + "}";
    }

    private static JsonNode tree(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return JsonTree.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.DESCRIBE;
import static org.nucleus.collector.caliper.Documents.EVENT;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.envelope;
import static org.nucleus.collector.caliper.Documents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MutationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES =
            List.of("null", "7", "-1.5", "true", "\"\"", "\"x\"", "[]", "{}", "[{\"id\": 1}]");

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(1_104);
        byte[] body = envelope(V1P2, EVENT, DESCRIBE).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] mutated = body.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }

            assertThat(EnvelopeReader.read(mutated, "s")).isNotNull();
        }
    }

    @Test
    void neverThrowsWhereverTheBytesEnd() {
        byte[] body = envelope(V1P2, EVENT, DESCRIBE).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < body.length; length++) {
            EnvelopeOutcome outcome =
                    EnvelopeReader.read(java.util.Arrays.copyOf(body, length), "s");

            assertThat(outcome).isInstanceOf(EnvelopeOutcome.Refused.class);
        }
    }

    @Test
    void neverLosesAGoodNeighbour() throws IOException {
        Random random = new Random(2_208);
        for (int round = 0; round < 5_000; round++) {
            JsonNode tree = JSON.readTree(EVENT);
            mutate(tree, random);
            String mutated = tree.toString();

            List<Item> items = Documents.items(envelope(V1P2, EVENT, mutated, DESCRIBE));

            assertThat(items).hasSize(3);
            assertThat(items.get(0)).isInstanceOf(Item.Good.class);
            assertThat(text(items.get(1))).isEqualTo(mutated);
            assertThat(items.get(2)).isInstanceOf(Item.Good.class);
        }
    }

    private static void mutate(JsonNode tree, Random random) throws IOException {
        List<JsonNode> containers = new ArrayList<>(List.of(tree));
        tree.forEach(
                child -> {
                    if (child.isContainerNode()) {
                        containers.add(child);
                    }
                });
        JsonNode target = containers.get(random.nextInt(containers.size()));
        JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        switch (target) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, value);
                }
            }
            case ArrayNode array -> array.add(value);
            default -> throw new IllegalStateException("only containers were gathered");
        }
    }
}

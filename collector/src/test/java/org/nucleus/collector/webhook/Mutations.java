package org.nucleus.collector.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Seeded changes of a document: of its bytes, of its end, of its tree. */
public final class Mutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES =
            List.of("null", "7", "-1.5e300", "true", "\"\"", "\"x\"", "[]", "{}", "[{\"id\":1}]");

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** Some bytes become others, but for those of the words in {@code spared}. */
    public byte[] bytes(String document, List<String> spared) {
        byte[] mutated = document.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length);
            if (spared.stream().noneMatch(word -> covers(mutated, word, at))) {
                mutated[at] = (byte) random.nextInt(256);
            }
        }
        return random.nextInt(8) == 0
                ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
                : mutated;
    }

    /** One member or element is replaced, wrapped or removed. */
    public String tree(String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            List<JsonNode> containers = new ArrayList<>();
            gather(tree, containers);
            change(containers.get(random.nextInt(containers.size())));
            return tree.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean covers(byte[] bytes, String word, int at) {
        int from = Math.max(0, at - word.length());
        String around =
                new String(
                        bytes,
                        from,
                        Math.min(bytes.length, at + word.length() + 1) - from,
                        StandardCharsets.ISO_8859_1);
        int found = around.indexOf(word);
        return found >= 0 && at - from >= found && at - from < found + word.length();
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (!node.isEmpty()) {
            containers.add(node);
        }
        node.forEach(child -> gather(child, containers));
    }

    private void change(JsonNode container) throws JsonProcessingException {
        JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
        int which = random.nextInt(container.size());
        switch (container) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(which);
                switch (random.nextInt(3)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name, JSON.createArrayNode().add(object.get(name)));
                    default -> object.set(name, value);
                }
            }
            case ArrayNode array -> array.set(which, value);
            default -> throw new IllegalStateException("only containers were gathered");
        }
    }
}

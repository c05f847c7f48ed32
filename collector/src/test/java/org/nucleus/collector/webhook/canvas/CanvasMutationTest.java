package org.nucleus.collector.webhook.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.webhook.Item;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whatever arrives: an item, never an exception, never a secret. */
final class CanvasMutationTest {
    private static final int MUTATIONS = 10_000;
    private static final List<String> VALUES =
            List.of("null", "[]", "{}", "7", "-1", "1e400", "\"\"", "true", "[null]", "[{}]");

    private static final Pattern ADDRESS = Pattern.compile("[?/=&]");

    private final Random random = new Random(20261007);
    private final String secrets = Canvas.sample("raw-asset_accessed-secrets-in-url");
    private final List<String> samples =
            Stream.concat(Canvas.RAW.stream(), Canvas.CALIPER.stream())
                    .map(Canvas::sample)
                    .toList();

    @Test
    void brokenEventsBecomeItemsWithoutSecrets() {
        int good = 0;
        int kept = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String sample = i % 2 == 0 ? secrets : samples.get(i % samples.size());
            byte[] body = mutated(sample);
            List<Item> items = Canvas.read(body);
            assertThat(items).isNotEmpty();
            for (Item item : items) {
                assertThat(Canvas.json(item.payload()).isObject()).isTrue();
                assertThat(Canvas.text(item))
                        .as(new String(body, StandardCharsets.UTF_8))
                        .doesNotContain("MustVanish");
                good += item instanceof Item.Good ? 1 : 0;
                kept++;
            }
        }

        assertThat(good).isBetween(MUTATIONS / 4, kept - MUTATIONS / 20);
    }

    private byte[] mutated(String sample) {
        return switch (random.nextInt(5)) {
            case 0 -> flipped(sample);
            case 1 -> cut(sample);
            case 2 -> inTree(sample, Change.REPLACE);
            case 3 -> inTree(sample, Change.REMOVE);
            default -> inTree(sample, Change.RENAME);
        };
    }

    private byte[] flipped(String sample) {
        byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    /** Never what makes an address one: what is behind it would be no secret any more. */
    private byte[] cut(String sample) {
        int from;
        int to;
        do {
            from = random.nextInt(sample.length());
            to = from + random.nextInt(Math.min(40, sample.length() - from));
        } while (ADDRESS.matcher(sample.substring(from, to)).find());
        return (sample.substring(0, from) + sample.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private enum Change {
        REPLACE,
        REMOVE,
        RENAME
    }

    private byte[] inTree(String sample, Change change) {
        ObjectNode tree = Canvas.tree(sample);
        List<ObjectNode> objects = new ArrayList<>();
        collect(tree, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (change) {
            case REPLACE ->
                    object.set(
                            name,
                            Canvas.json(
                                    VALUES.get(random.nextInt(VALUES.size()))
                                            .getBytes(StandardCharsets.UTF_8)));
            case REMOVE -> object.remove(name);
            case RENAME -> object.set("x" + name, object.remove(name));
        }
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void collect(JsonNode value, List<ObjectNode> objects) {
        if (value.isObject() && !value.isEmpty()) {
            objects.add((ObjectNode) value);
        }
        value.forEach(child -> collect(child, objects));
    }
}

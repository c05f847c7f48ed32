package org.nucleus.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What holds for every format that posts one JSON object an event. */
public interface OneEventContract {
    /** In every secret of {@link #events()}. */
    String SECRET = "MustVanish";

    /** Where a value is put that is wrapped; stays where it is. */
    String WRAPPED = "x";

    /** Of the deliveries below. */
    String SOURCE = "source-1";

    /** What is tested. */
    WebhookCodec codec();

    /** Good events, every one with a secret. */
    List<String> events();

    @Test
    default void keepsEveryEventWithoutItsSecrets() {
        for (String event : events()) {
            assertThat(event).contains(SECRET);
            assertThat(text(good(codec(), event))).doesNotContain(SECRET).startsWith("{");
        }
    }

    @Test
    default void anEventSentThriceHasOneId() {
        for (String event : events()) {
            String id = good(codec(), event).eventId();
            assertThat(good(codec(), event).eventId()).isEqualTo(id);
            Delivery later =
                    new Delivery(SOURCE, "", "application/json", bytes(event), Instant.EPOCH);
            assertThat(((Item.Good) only(codec().read(later))).eventId()).isEqualTo(id);
        }
        assertThat(events().stream().map(event -> good(codec(), event).eventId()))
                .doesNotHaveDuplicates();
    }

    @Test
    default void ofEqualNamesTheLastCounts() {
        for (String event : events()) {
            String twice =
                    "{\"extra\":1," + event.substring(1, event.length() - 1) + ",\"extra\":2}";
            assertThat(text(good(codec(), twice)))
                    .contains("\"extra\":2")
                    .doesNotContain(":1,\"ex");
        }
    }

    @Test
    default void numbersKeepTheirDigits() {
        String digits = "12345678901234567890123";
        String event = events().getFirst();
        String more = event.substring(0, event.length() - 1) + ",\"a\":" + digits + ",\"b\":1.10}";
        assertThat(text(good(codec(), more))).contains("\"a\":" + digits, "\"b\":1.10");
    }

    @Test
    default void whatIsNoObjectIsKeptAsFailedAndNotAsSent() {
        String event = events().getFirst();
        for (String body :
                List.of(
                        "",
                        "null",
                        "7",
                        "[" + event + "]",
                        "\"" + SECRET + "\"",
                        event + event,
                        event.substring(0, event.length() - 1),
                        "{\"a\":\"" + SECRET + "\u0000\"}",
                        "{\"a\":1e99999999999}",
                        "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))) {
            assertThat(only(read(codec(), bytes(body)))).isInstanceOf(Item.Bad.class);
            assertThat(text(only(read(codec(), bytes(body))))).doesNotContain(SECRET);
        }
        byte[] latin = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(only(read(codec(), latin))).isInstanceOf(Item.Bad.class);
    }

    @Test
    default void neverThrowsAndNeverLeaksWhateverTheValues() throws IOException {
        Random random = new Random(3_117);
        ObjectMapper json = new ObjectMapper();
        for (int round = 0; round < 10_000; round++) {
            String event = events().get(random.nextInt(events().size()));
            ObjectNode tree = (ObjectNode) json.readTree(event);
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutate(tree, random, json);
            }
            payloads(read(codec(), bytes(tree.toString())))
                    .forEach(payload -> assertThat(payload).doesNotContain(SECRET));
        }
    }

    @Test
    default void neverThrowsWhateverTheBytes() throws IOException {
        Random random = new Random(1_104);
        ObjectMapper json = new ObjectMapper();
        for (int round = 0; round < 10_000; round++) {
            byte[] body = bytes(events().get(random.nextInt(events().size())));
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(8) == 0) {
                body = Arrays.copyOf(body, random.nextInt(body.length));
            }
            for (String payload : payloads(read(codec(), body))) {
                assertThat(json.readTree(payload).isObject()).isTrue();
            }
        }
    }

    /** The only item of a delivery to no path. */
    static Item.Good good(WebhookCodec codec, String body) {
        Item item = only(read(codec, bytes(body)));
        assertThat(item).as(body).isInstanceOf(Item.Good.class);
        return (Item.Good) item;
    }

    /** As {@link #good}, for one that must not be. */
    static Item.Bad bad(WebhookCodec codec, String body) {
        Item item = only(read(codec, bytes(body)));
        assertThat(item).as(body).isInstanceOf(Item.Bad.class);
        return (Item.Bad) item;
    }

    static Reading.Refused refused(WebhookCodec codec, String body) {
        Reading reading = read(codec, bytes(body));
        assertThat(reading).as(body).isInstanceOf(Reading.Refused.class);
        return (Reading.Refused) reading;
    }

    static Item only(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Taken.class);
        List<Item> items = ((Reading.Taken) reading).items();
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    static Reading read(WebhookCodec codec, byte[] body) {
        return codec.read(
                new Delivery(
                        SOURCE,
                        "",
                        "application/json",
                        body,
                        Instant.parse("2026-11-02T09:30:00Z")));
    }

    static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }

    private static List<String> payloads(Reading reading) {
        return switch (reading) {
            case Reading.Taken taken -> taken.items().stream().map(OneEventContract::text).toList();
            case Reading.Refused ignored -> List.of();
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whatever happens to a value, it stays under its name. */
    private static void mutate(ObjectNode tree, Random random, ObjectMapper json)
            throws JsonProcessingException {
        List<ObjectNode> objects = new ArrayList<>();
        gather(tree, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove(WRAPPED);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        List<String> values =
                List.of("null", "-7", "1e99", "true", "\"\"", "\"x@y\"", "[]", "{}", "[[{}]]");
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, json.createArrayNode().add(value));
            case 2 -> object.set(name, json.createObjectNode().set(WRAPPED, value));
            case 3 -> tree.set(name, value.deepCopy());
            case 4 -> object.set(name.toUpperCase(Locale.ROOT), object.remove(name));
            case 5 -> object.set(name.charAt(0) + "_" + name.substring(1), object.remove(name));
            default -> object.set(name, json.readTree(values.get(random.nextInt(values.size()))));
        }
    }

    private static void gather(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> gather(child, objects));
        }
    }
}

package org.nucleus.collector.webhook.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

final class JsonCodecTest {
    private final JsonCodec codec = new JsonCodec();

    @Test
    void keepsAnObjectAsItIs() {
        String event = "{\"a\":17000000000000000001,\"b\":1.10,\"c\":[null,true,\"ä\"],\"d\":{}}";

        assertThat(payloads(event)).containsExactly(event);
        assertThat(items(event).get(0)).isInstanceOf(Item.Good.class);
    }

    @Test
    void keepsEachObjectOfAnArrayAndItsBadNeighboursApart() {
        List<Item> items = items("[{\"a\":1},7,{\"a\":2}]");

        assertThat(items).hasSize(3);
        assertThat(items.get(0)).isInstanceOf(Item.Good.class);
        assertThat(((Item.Bad) items.get(1)).violations())
                .extracting(violation -> violation.pointer() + " " + violation.rule())
                .containsExactly("/1 json.event.object");
        assertThat(text(items.get(2))).isEqualTo("{\"a\":2}");
        assertThat(items("[]")).isEmpty();
    }

    @Test
    void cutsSecretsBeforeAnythingElse() {
        assertThat(payloads("{\"token\":\"MustVanish\",\"url\":\"https://h/p?k=MustVanish\"}"))
                .containsExactly("{\"url\":\"https://h/p\"}");
    }

    @Test
    void knowsAnEventByItsContentAndItsSource() {
        String id = id("s", "{\"a\":1,\"token\":\"x\"}");

        assertThat(id("s", "{ \"a\" : 1 , \"token\":\"y\"}")).isEqualTo(id);
        assertThat(id("s", "{\"a\":2}")).isNotEqualTo(id);
        assertThat(id("t", "{\"a\":1}")).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{\"a\":MustVanish}", "\"MustVanish\"", "7"})
    void storesNothingOfWhatItCannotRead(String body) {
        Item.Bad bad = (Item.Bad) items(body).get(0);

        assertThat(bad.violations()).hasSize(1);
        assertThat(text(bad))
                .startsWith("{\"unreadable\":{\"bytes\":")
                .doesNotContain("MustVanish");
    }

    private String id(String source, String body) {
        return ((Item.Good) items(source, body).get(0)).eventId();
    }

    private List<String> payloads(String body) {
        return items(body).stream().map(JsonCodecTest::text).toList();
    }

    private static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }

    private List<Item> items(String body) {
        return items("s", body);
    }

    private List<Item> items(String source, String body) {
        Delivery delivery =
                new Delivery(
                        source,
                        "",
                        null,
                        body.getBytes(StandardCharsets.UTF_8),
                        Instant.parse("2026-11-21T12:00:00Z"));
        return ((Reading.Taken) codec.read(delivery)).items();
    }
}

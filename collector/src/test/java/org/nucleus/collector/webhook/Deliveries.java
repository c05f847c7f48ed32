package org.nucleus.collector.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Bodies as systems push them, and what codecs make of them. */
public final class Deliveries {
    private Deliveries() {}

    public static Delivery of(byte[] body) {
        return new Delivery("meetings-1", "", null, body, Instant.parse("2026-10-06T11:00:02Z"));
    }

    public static List<Item> read(WebhookCodec codec, byte[] body) {
        return switch (codec.read(of(body))) {
            case Reading.Taken taken -> taken.items();
            case Reading.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    public static List<Item> read(WebhookCodec codec, String body) {
        return read(codec, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The one event that is in the body. */
    public static Item.Good good(WebhookCodec codec, String body) {
        List<Item> items = read(codec, body);
        if (items.size() == 1 && items.getFirst() instanceof Item.Good good) {
            return good;
        }
        throw new AssertionError(items.stream().map(Deliveries::text).toList().toString());
    }

    /** The one thing that cannot be read, as {@code pointer rule,…}. */
    public static String bad(WebhookCodec codec, String body) {
        List<Item> items = read(codec, body);
        if (items.size() == 1 && items.getFirst() instanceof Item.Bad bad) {
            return violations(bad);
        }
        throw new AssertionError(items.stream().map(Deliveries::text).toList().toString());
    }

    public static String violations(Item.Bad bad) {
        return String.join(
                ",",
                bad.violations().stream()
                        .map(violation -> violation.pointer() + " " + violation.rule())
                        .toList());
    }

    public static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }

    public static String resource(String name) {
        try (InputStream stream = Deliveries.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

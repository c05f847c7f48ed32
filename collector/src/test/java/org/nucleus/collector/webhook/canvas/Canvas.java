package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Canvas deliveries of one source, and what reading them gives. */
final class Canvas {
    static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> RAW =
            List.of(
                    "raw-asset_accessed-secrets-in-url",
                    "raw-course_progress-system-job",
                    "raw-discussion_entry_created-local-ids",
                    "raw-enrollment_created-escaped-url",
                    "raw-grade_change",
                    "raw-grade_change-over-maximum",
                    "raw-logged_in-kinesis-attributes",
                    "raw-submission_created-tool-passback");
    static final List<String> CALIPER =
            List.of(
                    "caliper-asset_accessed-anonymous-entity",
                    "caliper-grade_change",
                    "caliper-logged_in-late");

    private static final CanvasCodec CODEC = new CanvasCodec(false);

    private Canvas() {}

    static String sample(String name) {
        try (InputStream in = Canvas.class.getResourceAsStream("/canvas/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(String json) {
        return (ObjectNode) json(json.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Item> read(byte[] body) {
        Reading reading =
                CODEC.read(
                        new Delivery(
                                "canvas-1",
                                "",
                                "application/json",
                                body,
                                Instant.parse("2026-10-08T00:00:00Z")));
        return switch (reading) {
            case Reading.Taken taken -> taken.items();
            case Reading.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    static Item.Good good(String json) {
        return switch (only(json)) {
            case Item.Good good -> good;
            case Item.Bad bad -> throw new AssertionError("bad: " + bad.violations());
        };
    }

    static Item.Bad bad(String json) {
        return switch (only(json)) {
            case Item.Good good -> throw new AssertionError("good: " + good.eventId());
            case Item.Bad bad -> bad;
        };
    }

    static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }

    private static Item only(String json) {
        List<Item> items = read(json.getBytes(StandardCharsets.UTF_8));
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " items");
        }
        return items.get(0);
    }
}

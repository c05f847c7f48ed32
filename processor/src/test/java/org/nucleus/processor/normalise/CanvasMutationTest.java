package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Any member may be missing, or be anything. */
final class CanvasMutationTest {
    private static final List<String> RAW =
            List.of(
                    "raw-asset_accessed-secrets-in-url",
                    "raw-course_progress-system-job",
                    "raw-discussion_entry_created-local-ids",
                    "raw-enrollment_created-escaped-url",
                    "raw-grade_change",
                    "raw-logged_in-kinesis-attributes",
                    "raw-submission_created-tool-passback");
    private static final List<String> CALIPER =
            List.of("caliper-asset_accessed-anonymous-entity", "caliper-grade_change");
    private static final List<String> VALUES =
            List.of("null", "[]", "{}", "7", "-1", "1e400", "\"\"", "true", "[null]", "\"~\"");

    private final Random random = new Random(41);

    @Test
    void brokenEventsNeverThrow() {
        for (int i = 0; i < 10_000; i++) {
            boolean raw = i % 3 != 0;
            JsonNode event =
                    raw
                            ? Canvas.tree(Canvas.sample(RAW.get(i % RAW.size())))
                            : Canvas.item(CALIPER.get(i % CALIPER.size()));
            String broken = mutated(event.deepCopy());
            assertThatCode(
                            () ->
                                    Normaliser.normalise(
                                            Received.of(
                                                    Format.CANVAS,
                                                    raw ? "raw" : "caliper",
                                                    broken)))
                    .as(broken)
                    .doesNotThrowAnyException();
        }
    }

    private String mutated(JsonNode event) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(event, objects);
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            ObjectNode object = objects.get(random.nextInt(objects.size()));
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty()) {
                continue;
            }
            String name = names.get(random.nextInt(names.size()));
            if (random.nextBoolean()) {
                object.remove(name);
            } else {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                object.set(name, Canvas.tree("{\"v\":" + value + "}").get("v"));
            }
        }
        return event.toString();
    }

    private static void collect(JsonNode value, List<ObjectNode> objects) {
        if (value.isObject()) {
            objects.add((ObjectNode) value);
        }
        value.forEach(child -> collect(child, objects));
    }
}

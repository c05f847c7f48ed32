package org.nucleus.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object on a topic, read by name: unknown members pass, a missing or wrong one is an {@link
 * IllegalArgumentException} that names it.
 */
record JsonRecord(JsonNode node) {
    private static final String VIOLATIONS = "violations";
    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxStringLength(Integer.MAX_VALUE)
                                            .build())
                            .build());

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] write(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree always has JSON", e);
        }
    }

    static JsonRecord read(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return new JsonRecord(node);
    }

    /** Adds the member {@code violations}. */
    static void putViolations(ObjectNode object, List<Violation> violations) {
        ArrayNode list = object.putArray(VIOLATIONS);
        for (Violation violation : violations) {
            list.addObject()
                    .put("pointer", violation.pointer())
                    .put("rule", violation.rule())
                    .put("message", violation.message());
        }
    }

    /** The member {@code violations}. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode element : member(VIOLATIONS)) {
            JsonRecord violation = new JsonRecord(element);
            violations.add(
                    new Violation(
                            violation.text("pointer"),
                            violation.text("rule"),
                            violation.text("message")));
        }
        return violations;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonNode member(String name) {
        JsonNode member = node.get(name);
        if (member == null || member.isNull()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return member;
    }

    String text(String name) {
        JsonNode member = member(name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return member.textValue();
    }

    long number(String name) {
        JsonNode member = member(name);
        if (!member.canConvertToLong()) {
            throw new IllegalArgumentException(name + " is not a whole number");
        }
        return member.longValue();
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not a time", e);
        }
    }

    <E extends Enum<E>> E constant(Class<E> type, String name) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new LaterVersionException(
                name + " is not a " + type.getSimpleName() + " of this version");
    }
}

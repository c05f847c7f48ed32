package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;

/**
 * What is kept of a text that people wrote or said.
 *
 * @param length in characters (code points)
 * @param sha256 lower-case hex, of the text in UTF-8
 */
public record Trace(int length, String sha256) {
    /** Of the text, or of the JSON where it is no text. */
    public static Trace of(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return new Trace(
                text.codePointCount(0, text.length()),
                EventJson.sha256(Slice.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** {@code {"length": 17, "sha256": "…"}}. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("length", length).put("sha256", sha256);
    }
}

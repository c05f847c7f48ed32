package org.nucleus.collector.webhook.bbb;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.EventJson;

import java.nio.charset.StandardCharsets;

/**
 * What is kept of a text that people wrote or said.
 *
 * @param length in characters (code points)
 * @param sha256 lower-case hex, of the text in UTF-8
 */
record Trace(int length, String sha256) {
    /** Of the text, or of the JSON where it is no text. */
    static Trace of(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return new Trace(
                text.codePointCount(0, text.length()),
                EventJson.sha256(Slice.of(text.getBytes(StandardCharsets.UTF_8))));
    }
}

package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;

/** What people said and wrote, which nobody allowed to keep. */
public final class Words {
    private Words() {}

    /**
     * What stays of them: {@code {"length": 17, "sha256": "…"}}, in characters and as lower-case
     * hex of their UTF-8. Of an array or object, of its JSON; numbers, booleans and null are no
     * words and stay.
     */
    public static JsonNode digest(JsonNode words) {
        if (words.isTextual()) {
            return digest(words.textValue());
        }
        return words.isContainerNode() ? digest(words.toString()) : words;
    }

    private static ObjectNode digest(String words) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("length", words.codePointCount(0, words.length()))
                .put("sha256", EventJson.sha256(Slice.of(words.getBytes(StandardCharsets.UTF_8))));
    }
}

package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;

/** What people said and wrote, which nobody allowed to keep. */
public final class Words {
    private Words() {}

    /**
     * What stays of them: {@code {"length": 17, "sha256": "…"}}, in characters and as lower-case
     * hex of their UTF-8. Of an array or object, of its JSON; numbers, booleans and null are no
     * words and stay.
     */
    public static JsonNode digest(JsonNode words) {
        return words.isTextual() || words.isContainerNode() ? Trace.of(words).toJson() : words;
    }
}

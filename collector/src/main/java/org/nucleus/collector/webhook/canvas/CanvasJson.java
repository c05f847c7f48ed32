package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** JSON as Canvas sends it: numbers are kept digit by digit, of equal members the last counts. */
final class CanvasJson {
    /** Events are flat; the bound keeps what walks a tree from running out of stack. */
    private static final int MAXIMUM_NESTING = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAXIMUM_NESTING)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();
    private static final ObjectWriter PLAIN = MAPPER.writer();
    private static final ObjectWriter ESCAPING = PLAIN.with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private CanvasJson() {}

    /** The document, or nothing when the bytes are not one document of JSON. */
    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes));
        } catch (IOException ignored) {
            return Optional.empty();
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** UTF-8; half a surrogate pair, which UTF-8 cannot hold, stays the escape it was. */
    static byte[] write(JsonNode document) {
        try {
            return PLAIN.writeValueAsBytes(document);
        } catch (JsonProcessingException ignored) {
            return escaped(document);
        }
    }

    /** An item that is not understood, without what is never stored. */
    static Item bad(ObjectNode document, List<Violation> violations) {
        CanvasRedaction.apply(document);
        CommonRedaction.apply(document);
        return new Item.Bad(violations, write(document));
    }

    private static byte[] escaped(JsonNode document) {
        try {
            return ESCAPING.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read can be written", e);
        }
    }
}

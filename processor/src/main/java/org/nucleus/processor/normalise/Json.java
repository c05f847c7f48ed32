package org.nucleus.processor.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import org.nucleus.model.UuidText;
import org.nucleus.model.Violation;
import org.nucleus.model.content.JsonTree;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON leniently: a member that is missing or of another type is null, because the collector
 * has checked the rules and a broken part must not lose the rest.
 */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final int LONGEST_NUMBER = 40;

    private Json() {}

    /** The object that {@code text} holds, and nothing beside it. */
    static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException | NumberFormatException ignored) {
            return withAnyNumber(text);
        }
    }

    /** The same, slower, where a number is beyond arithmetic: such a number keeps its text. */
    private static Optional<JsonNode> withAnyNumber(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            JsonNode object = JsonTree.read(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException ignored) {
            return Optional.empty();
        }
    }

    /** Walks through {@code text} token by token. */
    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    /** {@code [{"pointer":"/object/type","rule":"caliper.type","message":"…"}]}. */
    static String text(List<Violation> violations) {
        ArrayNode all = MAPPER.createArrayNode();
        for (Violation violation : violations) {
            all.addObject()
                    .put("pointer", violation.pointer())
                    .put("rule", violation.rule())
                    .put("message", violation.message());
        }
        return all.toString();
    }

    /** A text member, or null. */
    static String text(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member != null && member.isTextual() ? member.textValue() : null;
    }

    /** A text member that is an id or refers to one, a uuid in lower case; or null. */
    static String reference(JsonNode object, String name) {
        String text = text(object, name);
        return text == null ? null : UuidText.folded(text);
    }

    /** A text member that is not empty, or a number's digits, or null: senders mix ids. */
    static String id(JsonNode object, String name) {
        JsonNode member = object.path(name);
        String id = member.isTextual() || member.isIntegralNumber() ? member.asText() : null;
        return id == null || id.isEmpty() ? null : id;
    }

    /** Whether a member is true, also where it says so as text. */
    static boolean isTrue(JsonNode object, String name) {
        JsonNode member = object.path(name);
        return member.isBoolean()
                ? member.booleanValue()
                : member.isTextual() && "true".equalsIgnoreCase(member.textValue());
    }

    /** A number member that a double can hold, or null. */
    static Double number(JsonNode object, String name) {
        JsonNode member = object.get(name);
        if (member == null || !member.isNumber() || !Double.isFinite(member.doubleValue())) {
            return null;
        }
        return member.doubleValue();
    }

    /** A number member that a double can hold, also where it is sent as text; or null. */
    static Double amount(JsonNode object, String name) {
        String text = text(object, name);
        if (text == null) {
            return number(object, name);
        }
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            double number = new BigDecimal(text.strip()).doubleValue();
            return Double.isFinite(number) ? (Double) number : null;
        } catch (NumberFormatException ignored) {
            return null;
        }
    }

    /** A boolean member, or null. */
    static Boolean flag(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member != null && member.isBoolean() ? (Boolean) member.booleanValue() : null;
    }
}

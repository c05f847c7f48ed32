package org.nucleus.collector.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * JSON of webhooks as trees: numbers exactly as sent, the last of two members of one name wins,
 * strictly UTF-8.
 */
public final class EventJson {
    /** Less than what Jackson writes, so that redaction may put an object where a text was. */
    private static final int MOST_NESTED = 500;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_NESTED)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private EventJson() {}

    /** What bytes hold. */
    public sealed interface Parsed {
        /** One JSON value. */
        record Value(JsonNode node) implements Parsed {}

        /** No JSON. */
        record Broken(Violation violation) implements Parsed {}
    }

    /** The one value that {@code text} is; a number whose exponent exceeds 32 bits is none. */
    public static Parsed parse(Slice text) {
        return Utf8.fault(text)
                .map(fault -> broken(fault.rule(), "The text " + fault.message() + "."))
                .orElseGet(() -> tree(text));
    }

    private static Parsed tree(Slice text) {
        try {
            JsonNode node = MAPPER.readTree(text.bytes(), text.from(), text.length());
            return node.isMissingNode() ? syntax() : new Parsed.Value(node);
        } catch (JsonProcessingException | NumberFormatException ignored) {
            return syntax();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    /** A tree that {@link #parse} gave, as text in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
    }

    /** A text member, a whole number as its digits; null where there is neither or it is empty. */
    public static String text(JsonNode object, String name) {
        JsonNode member = object.path(name);
        String text = member.isTextual() || member.isIntegralNumber() ? member.asText() : null;
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * An item of bytes that cannot be read and so not redacted either: {@code
     * {"unreadable":{"bytes":17,"sha256":"…"}}} stands for them.
     */
    public static Item.Bad unreadable(Violation violation, Slice text) {
        JsonNode stub =
                MAPPER.createObjectNode()
                        .set(
                                "unreadable",
                                MAPPER.createObjectNode()
                                        .put("bytes", text.length())
                                        .put("sha256", sha256(text)));
        return new Item.Bad(List.of(violation), bytes(stub));
    }

    /** Lower-case hex SHA-256 of the bytes. */
    public static String sha256(Slice text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.bytes(), text.from(), text.length());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Parsed syntax() {
        return broken("json.syntax", "The text is not one JSON value.");
    }

    private static Parsed broken(String rule, String message) {
        return new Parsed.Broken(new Violation("", rule, message));
    }
}

package org.nucleus.collector.auth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Optional;

/** JSON of keys, signatures and their headers: strict, each member once. */
final class JoseFields {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JoseFields() {}

    /** The object that the bytes are, if they are one. */
    static Optional<JsonNode> read(byte[] json) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a JOSE header asks for this algorithm and for no extension (RFC 7515 4.1). */
    static boolean isPlain(JsonNode header, String alg) {
        return alg.equals(header.path("alg").textValue()) && !header.has("crit");
    }
}

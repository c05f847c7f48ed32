package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.jws.CompactJws;
import org.nucleus.model.content.JsonTree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A JWS in compact serialisation (RFC 7515) by RSA and SHA-2, as signed statements carry it. The
 * signature is verified if the header holds the signer's certificate ({@code x5c}); whether that
 * certificate is to be trusted is not asked.
 */
final class Jws {
    private static final Map<String, String> ALGORITHMS =
            Map.of("RS256", "SHA256withRSA", "RS384", "SHA384withRSA", "RS512", "SHA512withRSA");

    private Jws() {}

    /** What reading the bytes of a signature came to. */
    sealed interface Outcome {
        /** Well-formed, and verified if there was a key. */
        record Signed(byte[] payload) implements Outcome {}

        /** Not a signature to accept; the kind ends the rule's name. */
        record Broken(String kind, String message) implements Outcome {}
    }

    static Outcome read(Slice bytes) {
        String text =
                new String(
                        bytes.bytes(), bytes.from(), bytes.length(), StandardCharsets.ISO_8859_1);
        Optional<CompactJws> parsed = CompactJws.parse(text);
        if (parsed.isEmpty()) {
            return broken("jws", "a signature must be a JWS of three base64url segments");
        }
        CompactJws jws = parsed.get();
        Optional<JsonNode> fields = fields(jws.header());
        if (fields.isEmpty()) {
            return broken("header", "the header of a JWS must be a JSON object");
        }
        String algorithm = ALGORITHMS.get(fields.get().path("alg").asText());
        if (algorithm == null || !fields.get().path("alg").isTextual()) {
            return broken("alg", "a signature's alg must be RS256, RS384 or RS512");
        }
        if (fields.get().has("crit")) {
            return broken("header", "a signature must not need extensions of JWS");
        }
        if (!fields.get().has("x5c")) {
            return new Outcome.Signed(jws.payload());
        }
        return verifies(algorithm, fields.get().get("x5c"), jws)
                ? new Outcome.Signed(jws.payload())
                : broken("x5c", "a signature must verify with its certificate's RSA key");
    }

    private static boolean verifies(String algorithm, JsonNode x5c, CompactJws jws) {
        JsonNode certificate = x5c.path(0);
        if (!certificate.isTextual()) {
            return false;
        }
        try {
            byte[] der = Base64.getDecoder().decode(certificate.textValue());
            PublicKey key =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der))
                            .getPublicKey();
            return jws.isSignedBy(key, algorithm);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<JsonNode> fields(byte[] header) {
        try (JsonParser parser = StatementReader.JSON.createParser(header)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode tree = JsonTree.read(parser);
            return tree.isObject() && parser.nextToken() == null
                    ? Optional.of(tree)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Outcome broken(String kind, String message) {
        return new Outcome.Broken(kind, message);
    }
}

package org.nucleus.collector.auth;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The RSA signing keys of a JWK set (RFC 7517), by {@code kid}; keys of other kinds and purposes
 * are passed over, as are those too short to trust.
 */
record JwkSet(Map<String, PublicKey> keys) {
    static final JwkSet EMPTY = new JwkSet(Map.of());
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    private static final int MOST_KEYS = 64;

    JwkSet {
        keys = Map.copyOf(keys);
    }

    /** The set that a document is; empty where it is none. */
    static Optional<JwkSet> read(byte[] document) {
        Optional<JsonNode> set =
                JoseFields.read(document).filter(json -> json.path("keys").isArray());
        return set.map(
                json -> {
                    Map<String, PublicKey> keys = new HashMap<>();
                    for (JsonNode jwk : json.path("keys")) {
                        String kid = jwk.path("kid").textValue();
                        if (kid != null && keys.size() < MOST_KEYS && isForRs256(jwk)) {
                            key(jwk).ifPresent(key -> keys.put(kid, key));
                        }
                    }
                    return new JwkSet(keys);
                });
    }

    private static boolean isForRs256(JsonNode jwk) {
        return "RSA".equals(jwk.path("kty").textValue())
                && "sig".equals(jwk.path("use").asText("sig"))
                && "RS256".equals(jwk.path("alg").asText("RS256"));
    }

    private static Optional<PublicKey> key(JsonNode jwk) {
        try {
            BigInteger modulus = number(jwk, "n");
            if (modulus.bitLength() < LEAST_BITS || modulus.bitLength() > MOST_BITS) {
                return Optional.empty();
            }
            return Optional.of(
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e"))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText("")));
    }
}

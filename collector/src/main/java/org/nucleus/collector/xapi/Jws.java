package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.jws.CompactJws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        Optional<Map<String, CanonicalJson>> fields = fields(jws.header());
        if (fields.isEmpty()) {
            return broken("header", "the header of a JWS must be a JSON object");
        }
        if (!(fields.get().get("alg") instanceof CanonicalJson.Text alg)
                || !ALGORITHMS.containsKey(alg.value())) {
            return broken("alg", "a signature's alg must be RS256, RS384 or RS512");
        }
        if (fields.get().containsKey("crit")) {
            return broken("header", "a signature must not need extensions of JWS");
        }
        if (!fields.get().containsKey("x5c")) {
            return new Outcome.Signed(jws.payload());
        }
        return verifies(ALGORITHMS.get(alg.value()), fields.get().get("x5c"), jws)
                ? new Outcome.Signed(jws.payload())
                : broken("x5c", "a signature must verify with its certificate's RSA key");
    }

    private static boolean verifies(String algorithm, CanonicalJson x5c, CompactJws jws) {
        if (!(x5c instanceof CanonicalJson.Elements chain)
                || chain.list().isEmpty()
                || !(chain.list().get(0) instanceof CanonicalJson.Text certificate)) {
            return false;
        }
        try {
            byte[] der = Base64.getDecoder().decode(certificate.value());
            PublicKey key =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der))
                            .getPublicKey();
            return jws.isSignedBy(key, algorithm);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Map<String, CanonicalJson>> fields(byte[] header) {
        try (JsonParser parser = StatementReader.JSON.createParser(header)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            CanonicalJson tree = CanonicalJson.read(parser);
            return tree instanceof CanonicalJson.Members members && parser.nextToken() == null
                    ? Optional.of(new TreeMap<>(members.byName()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Outcome broken(String kind, String message) {
        return new Outcome.Broken(kind, message);
    }
}

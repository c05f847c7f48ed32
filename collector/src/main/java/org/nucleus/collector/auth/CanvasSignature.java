package org.nucleus.collector.auth;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.jws.CompactJws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Canvas, signed: the body is a JWT, by RS256 and nothing else, whose claims are the event; the key
 * is that of its {@code kid} in the platform's set. It has no end: an event sent again is
 * recognised as the same.
 */
final class CanvasSignature implements Guard {
    private final Jwks jwks;
    private final String jwksUrl;

    CanvasSignature(Jwks jwks, String jwksUrl) {
        this.jwks = jwks;
        this.jwksUrl = jwksUrl;
    }

    @Override
    public boolean mayBe(RequestHead head) {
        return true;
    }

    @Override
    public Verdict judge(RequestHead head, byte[] body) {
        Optional<CompactJws> jws =
                isSigned(body)
                        ? CompactJws.parse(new String(body, StandardCharsets.ISO_8859_1).strip())
                        : Optional.empty();
        if (jws.isEmpty()) {
            return Verdict.REFUSED;
        }
        Optional<JsonNode> header = JoseFields.read(jws.get().header());
        if (header.isEmpty() || !JoseFields.isPlain(header.get(), "RS256")) {
            return Verdict.REFUSED;
        }
        String kid = header.get().path("kid").textValue();
        return kid == null ? Verdict.REFUSED : verdict(jwks.find(jwksUrl, kid), jws.get());
    }

    /** Whether a body is a token rather than an event, which begins with a brace. */
    static boolean isSigned(byte[] body) {
        return body.length > 0 && body[0] == 'e';
    }

    private static Verdict verdict(Jwks.Found found, CompactJws jws) {
        return switch (found) {
            case Jwks.Found.Key known ->
                    jws.isSignedBy(known.key(), "SHA256withRSA")
                            ? new Verdict.Genuine(jws.payload())
                            : Verdict.REFUSED;
            case Jwks.Found.None ignored -> Verdict.REFUSED;
            case Jwks.Found.Unavailable ignored -> Verdict.UNAVAILABLE;
            case Jwks.Found.Later later ->
                    new Verdict.Later(later.found().thenApply(then -> verdict(then, jws)));
        };
    }
}

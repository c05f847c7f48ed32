package org.nucleus.collector.jws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JWS in compact serialisation (RFC 7515 7.1), taken apart. Which algorithm is asked of it is the
 * reader's choice, never that of its header.
 *
 * @param header bytes of the JOSE header
 * @param payload what was signed for
 * @param signed the very bytes under the signature
 * @param signature over them
 */
public record CompactJws(byte[] header, byte[] payload, byte[] signed, byte[] signature) {
    /** The three segments of {@code text}; empty where it is no JWS. */
    public static Optional<CompactJws> parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CompactJws(
                            decoded(text.substring(0, first)),
                            decoded(text.substring(first + 1, second)),
                            text.substring(0, second).getBytes(StandardCharsets.ISO_8859_1),
                            decoded(text.substring(second + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Bytes have one spelling: no padding, and no bits that the decoder would pass over. */
    private static byte[] decoded(String segment) {
        byte[] bytes = Base64.getUrlDecoder().decode(segment);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(segment)) {
            throw new IllegalArgumentException("not the bytes' own base64url");
        }
        return bytes;
    }

    /**
     * Whether the signature is that of a public key.
     *
     * @param algorithm as the JDK names it, e.g. {@code SHA256withRSA}
     */
    public boolean isSignedBy(PublicKey key, String algorithm) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Whether the signature is that of a shared secret, told in constant time.
     *
     * @param algorithm as the JDK names it, e.g. {@code HmacSHA512}
     */
    public boolean isSignedBy(byte[] secret, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return MessageDigest.isEqual(mac.doFinal(signed), signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

package org.nucleus.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is kept of a generated secret: its SHA-256. Enough because secrets are 256 random bits; one
 * that a sender's side demands and an operator gives is as strong as they made it.
 *
 * @param sha256 64 lower-case hex digits
 */
public record SecretHash(String sha256) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public SecretHash {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a secret's hash is 64 lower-case hex digits");
        }
    }

    /** The hash of a secret as sent by an agent. */
    public static SecretHash of(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8));
            return new SecretHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether {@code secret} has this hash, in constant time. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII),
                of(secret).sha256.getBytes(StandardCharsets.US_ASCII));
    }
}

package org.nucleus.model;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password that a person may choose: PBKDF2 with HMAC-SHA-512, slow on purpose.
 *
 * @param iterations as many as when the password was set
 * @param salt 32 lower-case hex digits
 * @param hash 128 lower-case hex digits
 */
public record PasswordHash(int iterations, String salt, String hash) {
    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 64;

    public PasswordHash {
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be positive, not " + iterations);
        }
        if (HexFormat.of().parseHex(salt).length != SALT_BYTES) {
            throw new IllegalArgumentException("a password's salt has 32 hex digits");
        }
        if (HexFormat.of().parseHex(hash).length != HASH_BYTES) {
            throw new IllegalArgumentException("a password's hash has 128 hex digits");
        }
    }

    /** The hash of a new password, with a salt of its own. */
    public static PasswordHash of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return of(password, ITERATIONS, HexFormat.of().formatHex(salt));
    }

    /**
     * Whether {@code password} has this hash, in constant time; takes about a tenth of a second.
     */
    public boolean matches(String password) {
        return MessageDigest.isEqual(
                HexFormat.of().parseHex(hash),
                HexFormat.of().parseHex(of(password, iterations, salt).hash));
    }

    private static PasswordHash of(String password, int iterations, String salt) {
        PBEKeySpec key =
                new PBEKeySpec(
                        password.toCharArray(),
                        HexFormat.of().parseHex(salt),
                        iterations,
                        HASH_BYTES * Byte.SIZE);
        try {
            byte[] hash =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(key)
                            .getEncoded();
            return new PasswordHash(iterations, salt, HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
        } finally {
            key.clearPassword();
        }
    }
}

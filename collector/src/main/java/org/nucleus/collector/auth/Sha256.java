package org.nucleus.collector.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of secrets, on many threads, without asking the JDK's providers each time. */
final class Sha256 {
    private static final MessageDigest PROTOTYPE = prototype();

    private Sha256() {}

    static byte[] of(String secret) {
        try {
            return ((MessageDigest) PROTOTYPE.clone())
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

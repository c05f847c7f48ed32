package org.nucleus.collector.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Jaas-Signature: t=<epoch seconds>,v1=<base64>} of JaaS: HMAC-SHA256 over time, a full
 * stop and the body; several {@code v1} may come, other schemes pass.
 */
final class JaasSignature implements Guard {
    private static final String HEADER = "X-Jaas-Signature";
    private static final String HMAC = "HmacSHA256";
    private static final int MOST_DIGITS = 12;

    private final SealedSecrets secrets;
    private final long toleratedSeconds;
    private final Clock clock;

    /**
     * @param tolerance how far the sender's clock may be from this one's
     */
    JaasSignature(SealedSecrets secrets, Duration tolerance, Clock clock) {
        this.secrets = secrets;
        this.toleratedSeconds = tolerance.toSeconds();
        this.clock = clock;
    }

    @Override
    public boolean mayBe(RequestHead head) {
        return isFresh(time(head.header(HEADER)));
    }

    @Override
    public Verdict judge(RequestHead head, byte[] body) {
        String signature = head.header(HEADER);
        String time = time(signature);
        boolean genuine =
                isFresh(time) && secrets.any(secret -> holds(signature, mac(secret, time, body)));
        return genuine ? new Verdict.Genuine(body) : Verdict.REFUSED;
    }

    private boolean isFresh(String time) {
        if (time.isEmpty() || time.length() > MOST_DIGITS) {
            return false;
        }
        if (!time.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return false;
        }
        long now = clock.instant().getEpochSecond();
        return Math.abs(now - Long.parseLong(time)) <= toleratedSeconds;
    }

    private static String time(String signature) {
        for (String part : signature.split(",")) {
            String stripped = part.strip();
            if (stripped.startsWith("t=")) {
                return stripped.substring(2);
            }
        }
        return "";
    }

    /** Compared as text: base64 has spellings that decode alike. */
    private static boolean holds(String signature, byte[] mac) {
        byte[] expected = Base64.getEncoder().encode(mac);
        boolean held = false;
        for (String part : signature.split(",")) {
            String stripped = part.strip();
            if (stripped.startsWith("v1=")) {
                byte[] given = stripped.substring(3).getBytes(StandardCharsets.UTF_8);
                held |= MessageDigest.isEqual(expected, given);
            }
        }
        return held;
    }

    private static byte[] mac(byte[] secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}

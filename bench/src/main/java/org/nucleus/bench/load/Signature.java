package org.nucleus.bench.load;

import org.nucleus.model.Format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the senders of a format sign each request with, over its body, computed anew for every
 * request. Of one length always, so that it has a place in the head.
 */
sealed interface Signature {
    /** Its text for the body that is {@code request} from {@code bodyAt} on; ASCII. */
    byte[] of(byte[] request, int bodyAt);

    /** The format's; nothing where it signs nothing. */
    static Signature by(Sender sender, Instant now) {
        byte[] secret = sender.secret().getBytes(StandardCharsets.US_ASCII);
        try {
            if (sender.format() == Format.BBB) {
                return new Checksum(
                        MessageDigest.getInstance("SHA-256"),
                        sender.publicUrl().getBytes(StandardCharsets.US_ASCII),
                        secret);
            }
            if (sender.format() == Format.JAAS) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return new Hmac(mac, Long.toString(now.getEpochSecond()));
            }
            return new None();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and its HMAC", e);
        }
    }

    /** Of a sender that brings its secret itself. */
    record None() implements Signature {
        @Override
        public byte[] of(byte[] request, int bodyAt) {
            return new byte[0];
        }
    }

    /** BigBlueButton: SHA-256 of address, body and secret in hex. */
    record Checksum(MessageDigest sha256, byte[] address, byte[] secret) implements Signature {
        @Override
        public byte[] of(byte[] request, int bodyAt) {
            sha256.update(address);
            sha256.update(request, bodyAt, request.length - bodyAt);
            sha256.update(secret);
            return HexFormat.of().formatHex(sha256.digest()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** JaaS: {@code t=<seconds>,v1=<base64>}, HMAC-SHA256 of time, full stop and body. */
    record Hmac(Mac mac, String seconds) implements Signature {
        @Override
        public byte[] of(byte[] request, int bodyAt) {
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            mac.update(request, bodyAt, request.length - bodyAt);
            String sum = Base64.getEncoder().encodeToString(mac.doFinal());
            return ("t=" + seconds + ",v1=" + sum).getBytes(StandardCharsets.US_ASCII);
        }
    }
}

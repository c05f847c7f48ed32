package org.nucleus.node.send;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a document proves that it comes from its source, in headers, as the format's system does. */
final class Signature {
    private static final String AUTHORIZATION = "Authorization";
    private static final Duration TOKEN_HOLDS = Duration.ofMinutes(5);

    private Signature() {}

    /**
     * @param now which the signatures of BigBlueButton and JaaS hold
     */
    static Map<String, String> of(Target target, byte[] body, Instant now) {
        return switch (target.format()) {
            case CALIPER -> Map.of(AUTHORIZATION, "Bearer " + target.secret());
            case BBB -> Map.of(AUTHORIZATION, "Bearer " + token(target.secret(), now));
            case JAAS -> Map.of("X-Jaas-Signature", jaas(target.secret(), body, now));
            case XAPI, CANVAS, CHIME, JITSI, CLASSY, JSON, NUCLEUS ->
                    Map.of(AUTHORIZATION, target.basic());
        };
    }

    /** A JWT (RFC 7519) as the callback of learning analytics has it. */
    private static String token(String secret, Instant now) {
        String signed =
                base64Url(utf8("{\"alg\":\"HS512\",\"typ\":\"JWT\"}"))
                        + "."
                        + base64Url(
                                utf8("{\"exp\":" + now.plus(TOKEN_HOLDS).getEpochSecond() + "}"));
        return signed + "." + base64Url(mac("HmacSHA512", secret, utf8(signed)));
    }

    /** {@code t=<epoch seconds>,v1=<base64>} over time, a full stop and the body. */
    private static String jaas(String secret, byte[] body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        byte[] sum = mac("HmacSHA256", secret, utf8(time + "."), body);
        return "t=" + time + ",v1=" + Base64.getEncoder().encodeToString(sum);
    }

    private static byte[] mac(String algorithm, String secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(utf8(secret), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

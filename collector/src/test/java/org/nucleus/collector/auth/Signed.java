package org.nucleus.collector.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as the senders of webhooks do. */
public final class Signed {
    private Signed() {}

    /** A new RSA key. */
    public static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A compact JWT by RSA. */
    public static String jwt(String header, String payload, PrivateKey key) {
        String signed = base64Url(bytes(header)) + "." + base64Url(bytes(payload));
        return signed + "." + base64Url(rsa("SHA256withRSA", signed, key));
    }

    /** The usual one, as Canvas makes it. */
    public static String canvas(String kid, String payload, KeyPair key) {
        return jwt(
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}",
                payload,
                key.getPrivate());
    }

    /** A compact JWT by HMAC, e.g. {@code HmacSHA512}. */
    public static String jwt(String header, String payload, String algorithm, byte[] secret) {
        String signed = base64Url(bytes(header)) + "." + base64Url(bytes(payload));
        return signed + "." + base64Url(hmac(algorithm, secret, bytes(signed)));
    }

    /** A JWK set of public keys by kid. */
    public static String jwks(Map<String, KeyPair> keys) {
        return keys.entrySet().stream()
                .map(entry -> jwk(entry.getKey(), (RSAPublicKey) entry.getValue().getPublic()))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String jwk(String kid, RSAPublicKey key) {
        return """
        {"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}\
        """
                .formatted(kid, number(key.getModulus()), number(key.getPublicExponent()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64Url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** Lower-case hex of a hash over texts. */
    public static String sum(String algorithm, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (String part : parts) {
                digest.update(bytes(part));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of {@code X-Jaas-Signature}. */
    public static String jaas(String secret, long seconds, String body) {
        return jaas(secret, seconds, bytes(body));
    }

    /** The same of bytes that may be no text. */
    public static String jaas(String secret, long seconds, byte[] body) {
        byte[] time = bytes(seconds + ".");
        byte[] signed = Arrays.copyOf(time, time.length + body.length);
        System.arraycopy(body, 0, signed, time.length, body.length);
        byte[] mac = hmac("HmacSHA256", bytes(secret), signed);
        return "t=" + seconds + ",v1=" + Base64.getEncoder().encodeToString(mac);
    }

    /** A message of SNS with a signature of version 1 or 2 by the key of {@code signer-key.pem}. */
    public static String sns(String version, Map<String, String> members) {
        StringBuilder signed = new StringBuilder();
        members.forEach(
                (name, value) -> signed.append(name).append('\n').append(value).append('\n'));
        Map<String, String> all = new LinkedHashMap<>(members);
        all.put("SignatureVersion", version);
        all.put(
                "Signature",
                Base64.getEncoder()
                        .encodeToString(
                                rsa(
                                        version.equals("1") ? "SHA1withRSA" : "SHA256withRSA",
                                        signed.toString(),
                                        signerKey())));
        all.putIfAbsent("SigningCertURL", "https://sns.eu-west-1.amazonaws.com/signer-cert.pem");
        return all.entrySet().stream()
                .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue().replace("\"", "\\\"")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A file of the test's resources. */
    public static byte[] resource(String path) {
        try (InputStream in = Signed.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with one bit of one character flipped. */
    public static String flipped(String text, int at, int bit) {
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(at, (char) (text.charAt(at) ^ (1 << bit)));
        return changed.toString();
    }

    private static PrivateKey signerKey() {
        String pem = new String(resource("/xapi/signer-key.pem"), StandardCharsets.US_ASCII);
        String der = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] rsa(String algorithm, String text, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(bytes(text));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

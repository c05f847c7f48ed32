package org.nucleus.collector.auth;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.jws.CompactJws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * BigBlueButton: a form is signed by bbb-webhooks with a checksum over address, body and shared
 * secret, or brings the secret itself; JSON is the learning-analytics callback, with a JWT of the
 * secret.
 */
final class BbbSignature implements Guard {
    private static final String CHECKSUM = "checksum=";
    private static final Map<Integer, String> BY_LENGTH =
            Map.of(40, "SHA-1", 64, "SHA-256", 96, "SHA-384", 128, "SHA-512");

    private final SealedSecrets secrets;
    private final Optional<String> publicUrl;
    private final Clock clock;

    /**
     * @param publicUrl the address as it was registered with the server; where it is not known,
     *     that of the request
     */
    BbbSignature(SealedSecrets secrets, Optional<String> publicUrl, Clock clock) {
        this.secrets = secrets;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public boolean mayBe(RequestHead head) {
        return !head.bearer().isEmpty() || !checksum(head.query()).isEmpty();
    }

    @Override
    public Verdict judge(RequestHead head, byte[] body) {
        boolean genuine = isJson(head, body) ? hasToken(head) : isSecret(head) || sums(head, body);
        return genuine ? new Verdict.Genuine(body) : Verdict.REFUSED;
    }

    /** Only the callback has a token. */
    @Override
    public boolean comesOnce(RequestHead head) {
        return hasToken(head);
    }

    private static boolean isJson(RequestHead head, byte[] body) {
        String type = head.header("Content-Type").strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return false;
        }
        return type.startsWith("application/json") || (body.length > 0 && body[0] == '{');
    }

    /** HS512 and nothing else; the token says until when it holds, and no more. */
    private boolean hasToken(RequestHead head) {
        Optional<CompactJws> jws = CompactJws.parse(head.bearer());
        if (jws.isEmpty()) {
            return false;
        }
        Optional<JsonNode> header = JoseFields.read(jws.get().header());
        return header.isPresent()
                && JoseFields.isPlain(header.get(), "HS512")
                && secrets.any(secret -> jws.get().isSignedBy(secret, "HmacSHA512"))
                && holdsNow(jws.get().payload());
    }

    private boolean holdsNow(byte[] claims) {
        Optional<JsonNode> exp = JoseFields.read(claims).map(json -> json.path("exp"));
        return exp.isPresent()
                && exp.get().isNumber()
                && clock.instant().getEpochSecond() < exp.get().doubleValue();
    }

    private boolean isSecret(RequestHead head) {
        byte[] given = head.bearer().getBytes(StandardCharsets.UTF_8);
        return given.length > 0 && secrets.any(secret -> MessageDigest.isEqual(secret, given));
    }

    private boolean sums(RequestHead head, byte[] body) {
        byte[] given = checksum(head.query()).getBytes(StandardCharsets.UTF_8);
        String algorithm = BY_LENGTH.get(given.length);
        if (algorithm == null) {
            return false;
        }
        List<String> addresses = addresses(head);
        if (sums(algorithm, given, addresses, List.of(body))) {
            return true;
        }
        List<byte[]> older =
                BbbForm.olderTexts(body).stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
        return sums(algorithm, given, addresses, older);
    }

    private boolean sums(
            String algorithm, byte[] given, List<String> addresses, List<byte[]> bodies) {
        for (String address : addresses) {
            byte[] start = address.getBytes(StandardCharsets.UTF_8);
            for (byte[] body : bodies) {
                MessageDigest before = digest(algorithm, start, body);
                if (secrets.any(secret -> MessageDigest.isEqual(sum(before, secret), given))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What all secrets of a pool have before them. */
    private static MessageDigest digest(String algorithm, byte[] address, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(address);
            digest.update(body);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** In lower-case hex, compared as text, so that each sum has one spelling. */
    private static byte[] sum(MessageDigest before, byte[] secret) {
        try {
            MessageDigest digest = (MessageDigest) before.clone();
            return HexFormat.of()
                    .formatHex(digest.digest(secret))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("digests of every JDK can be cloned", e);
        }
    }

    private List<String> addresses(RequestHead head) {
        String query = head.query().substring(0, Math.max(0, checksumAt(head.query()) - 1));
        String asked = query.isEmpty() ? "" : "?" + query;
        if (publicUrl.isPresent()) {
            return registered(publicUrl.get(), asked);
        }
        String rest = head.host() + head.path() + asked;
        return List.of("https://" + rest, "http://" + rest);
    }

    /** The public URL, and how it may have been registered: another query, a slash at its end. */
    private static List<String> registered(String url, String query) {
        int end = url.indexOf('?');
        String path = end < 0 ? url : url.substring(0, end);
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(url, plain + query, plain + "/" + query);
    }

    /** The sender appends it, so the last of that name counts. */
    private static String checksum(String query) {
        int at = checksumAt(query);
        return at < 0 ? "" : query.substring(at + CHECKSUM.length());
    }

    private static int checksumAt(String query) {
        int at = query.lastIndexOf("&" + CHECKSUM);
        if (at >= 0) {
            return at + 1;
        }
        return query.startsWith(CHECKSUM) ? 0 : -1;
    }
}

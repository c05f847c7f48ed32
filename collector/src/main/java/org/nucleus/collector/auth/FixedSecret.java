package org.nucleus.collector.auth;

import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A secret that comes as it is: with {@link Scheme#SECRET} by {@code Basic} under the source's id
 * or by {@code Bearer}; with {@link Scheme#HEADER} also as the whole value of the header that the
 * source names.
 */
final class FixedSecret implements Guard {
    private static final String BASIC = "Basic ";

    private final String user;
    private final Optional<String> header;
    private final List<Known> known;
    private final Clock clock;

    private record Known(byte[] digest, Optional<Instant> expires) {
        static Known of(Credential.Hashed hashed) {
            return new Known(HexFormat.of().parseHex(hashed.hash().sha256()), hashed.expires());
        }
    }

    FixedSecret(Source source, Clock clock) {
        this.user = source.id() + ":";
        this.header =
                source.scheme() == Scheme.HEADER
                        ? Optional.of(source.headerName())
                        : Optional.empty();
        this.known =
                source.credentials().stream()
                        .filter(Credential.Hashed.class::isInstance)
                        .map(Credential.Hashed.class::cast)
                        .map(Known::of)
                        .toList();
        this.clock = clock;
    }

    @Override
    public boolean mayBe(RequestHead head) {
        return (header.isPresent() && isSecret(head.header(header.get())))
                || isSecret(head.bearer())
                || isSecret(basic(head.header(RequestHead.AUTHORIZATION)));
    }

    @Override
    public Verdict judge(RequestHead head, byte[] body) {
        return mayBe(head) ? new Verdict.Genuine(body) : Verdict.REFUSED;
    }

    private boolean isSecret(String text) {
        if (text.isEmpty()) {
            return false;
        }
        byte[] digest = Sha256.of(text);
        Instant now = clock.instant();
        boolean any = false;
        for (Known secret : known) {
            any |=
                    MessageDigest.isEqual(secret.digest(), digest)
                            && (secret.expires().isEmpty() || now.isBefore(secret.expires().get()));
        }
        return any;
    }

    private String basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
            String text = new String(decoded, StandardCharsets.UTF_8);
            return text.startsWith(user) ? text.substring(user.length()) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

package org.nucleus.collector.auth;

import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All sources at one moment, found by credential; made anew whenever {@code config.sources}
 * changes, so that a pause or a revocation holds from the next request on.
 */
public final class SourceIndex {
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final Map<String, Entry> byId;
    private final Map<ByteBuffer, Entry> bySecret;

    /**
     * One hashed secret.
     *
     * @param end epoch milliseconds from which it is taken no more
     */
    private record Known(byte[] digest, long end) {
        static final long NEVER = Long.MAX_VALUE;

        static Known of(Credential.Hashed hashed) {
            return new Known(
                    HexFormat.of().parseHex(hashed.hash().sha256()),
                    hashed.expires().map(Instant::toEpochMilli).orElse(NEVER));
        }
    }

    private record Entry(Source source, List<Known> secrets, Clock clock) {
        static Entry of(Source source, Clock clock) {
            return new Entry(
                    source,
                    source.credentials().stream()
                            .filter(Credential.Hashed.class::isInstance)
                            .map(Credential.Hashed.class::cast)
                            .map(Known::of)
                            .toList(),
                    clock);
        }

        Authentication authenticate(byte[] digest) {
            boolean any = false;
            for (Known secret : secrets) {
                any |=
                        MessageDigest.isEqual(secret.digest(), digest)
                                && (secret.end() == Known.NEVER || clock.millis() < secret.end());
            }
            return any ? Authentication.of(source) : Authentication.UNKNOWN;
        }
    }

    private SourceIndex(Map<String, Entry> byId, Map<ByteBuffer, Entry> bySecret) {
        this.byId = byId;
        this.bySecret = bySecret;
    }

    /**
     * The index of exactly these sources.
     *
     * @param clock when secrets expire
     */
    public static SourceIndex of(Collection<Source> sources, Clock clock) {
        Map<String, Entry> byId = new HashMap<>();
        Map<ByteBuffer, Entry> bySecret = new HashMap<>();
        for (Source source : sources) {
            Entry entry = Entry.of(source, clock);
            byId.put(source.id(), entry);
            if (source.scheme() == Scheme.SECRET) {
                entry.secrets()
                        .forEach(secret -> bySecret.put(ByteBuffer.wrap(secret.digest()), entry));
            }
        }
        return new SourceIndex(byId, bySecret);
    }

    /** The source with this id, in whatever state. */
    public Optional<Source> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(Entry::source);
    }

    /**
     * Who sent a request.
     *
     * @param authorization the header's value: {@code Basic} with source id and secret (RFC 7617)
     *     or {@code Bearer} with the secret alone (RFC 6750); null where it is missing
     */
    public Authentication authenticate(String authorization) {
        if (authorization == null) {
            return Authentication.UNKNOWN;
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bearer(authorization.substring(BEARER.length()).strip());
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(authorization.substring(BASIC.length()).strip());
        }
        return Authentication.UNKNOWN;
    }

    private Authentication bearer(String secret) {
        byte[] digest = Sha256.of(secret);
        Entry entry = bySecret.get(ByteBuffer.wrap(digest));
        return entry == null ? Authentication.UNKNOWN : entry.authenticate(digest);
    }

    private Authentication basic(String encoded) {
        String idAndSecret;
        try {
            idAndSecret = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Authentication.UNKNOWN;
        }
        int colon = idAndSecret.indexOf(':');
        if (colon < 0) {
            return Authentication.UNKNOWN;
        }
        byte[] digest = Sha256.of(idAndSecret.substring(colon + 1));
        Entry entry = byId.get(idAndSecret.substring(0, colon));
        return entry == null ? Authentication.UNKNOWN : entry.authenticate(digest);
    }
}

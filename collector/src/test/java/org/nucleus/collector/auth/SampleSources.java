package org.nucleus.collector.auth;

import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.runtime.secret.NodeKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sources of every scheme, by the secrets they have. */
public final class SampleSources {
    /** Opens what is sealed here. */
    public static final NodeKey NODE_KEY = NodeKey.of(new byte[32]);

    private SampleSources() {}

    /** A source with one secret that does not expire, sealed or hashed as its scheme wants. */
    public static Source of(String id, Format format, Scheme scheme, String secret) {
        return of("t", id, format, scheme, secret);
    }

    /** The same of a tenant. */
    public static Source of(String tenant, String id, Format format, Scheme scheme, String secret) {
        return new Source(
                id,
                tenant,
                format,
                scheme,
                List.of(credential(id, scheme, secret, Optional.empty())),
                Source.State.ACTIVE,
                SourcePolicy.PLAIN);
    }

    /** The same with an older secret that is taken until {@code end}. */
    public static Source and(Source source, String older, Instant end) {
        List<Credential> all = new ArrayList<>(source.credentials());
        all.add(credential(source.id(), source.scheme(), older, Optional.of(end)));
        return new Source(
                source.id(),
                source.tenant(),
                source.format(),
                source.scheme(),
                all,
                source.state(),
                source.policy());
    }

    /** The same with one more secret in use, as another server of a pool has it. */
    public static Source pooled(Source source, String label, String secret) {
        return source.with(
                credential(source.id(), source.scheme(), secret, Optional.empty()).labelled(label));
    }

    /** The same that expects a fixed {@code Authorization} besides its signature. */
    public static Source expecting(Source source, String authorization) {
        return source.under(
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(SecretHash.of(authorization)),
                        false));
    }

    /** One that signs with the keys of a set. */
    public static Source signedByKeysOf(String id, String tenant, String jwksUrl) {
        return new Source(
                id,
                tenant,
                Format.CANVAS,
                Scheme.JWKS,
                List.of(),
                Source.State.ACTIVE,
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.of(jwksUrl),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    /** A page's source. */
    public static Source ofPages(String id, String tenant, Format format, String origin) {
        return new Source(
                id,
                tenant,
                format,
                Scheme.ORIGIN,
                List.of(),
                Source.State.ACTIVE,
                new SourcePolicy(
                        Set.of(origin),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    /** What is kept of a secret. */
    public static Credential credential(
            String id, Scheme scheme, String secret, Optional<Instant> expires) {
        return scheme.keeps() == Scheme.Keeps.HASH
                ? new Credential.Hashed(SecretHash.of(secret), expires)
                : new Credential.Sealed(NODE_KEY.seal(id, secret), expires);
    }
}

package org.nucleus.model;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A registered way in. Its credential alone decides the tenant and the format of what it sends.
 *
 * @param id also the user name of Basic authentication: 1 to 128 letters, digits, '.', '_', '-',
 *     the first a letter or digit
 * @param tenant id of the tenant it writes for
 * @param format what it sends
 * @param scheme how it proves who it is
 * @param credentials of each label the one in use, which does not expire, then older ones that a
 *     rotation left for a while, the youngest first, at most {@link #MOST_CREDENTIALS} of at most
 *     {@link #MOST_LABELS}; any of them will do; none where the scheme has no secret
 * @param state whether it may write
 * @param policy what it may write
 * @param unknown kept for the later version that wrote them
 */
public record Source(
        String id,
        String tenant,
        Format format,
        Scheme scheme,
        List<Credential> credentials,
        State state,
        SourcePolicy policy,
        UnknownMembers unknown) {
    /** How many secrets of one label can be valid at once. */
    public static final int MOST_CREDENTIALS = 4;

    /** How many labels the secrets of a source can have. */
    public static final int MOST_LABELS = 16;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Whether a source may write. */
    public enum State {
        ACTIVE,
        PAUSED,
        REVOKED
    }

    public Source {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "source id must be 1 to 128 of letters, digits, '.', '_' and '-', not '"
                            + id
                            + "'");
        }
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(policy, "policy is null");
        Objects.requireNonNull(unknown, "unknown is null");
        credentials = List.copyOf(credentials);
        if (!scheme.fits(format)) {
            throw new IllegalArgumentException(
                    "a source of format " + format + " cannot have scheme " + scheme);
        }
        requireCredentials(scheme, credentials);
        if (scheme == Scheme.JWKS && policy.jwksUrl().isEmpty()) {
            throw new IllegalArgumentException("a source of scheme JWKS needs a jwksUrl");
        }
        if (scheme == Scheme.ORIGIN && policy.origins().isEmpty()) {
            throw new IllegalArgumentException("a source of scheme ORIGIN needs origins");
        }
        if (scheme != Scheme.HMAC && policy.authorization().isPresent()) {
            throw new IllegalArgumentException(
                    "a source of scheme " + scheme + " expects no authorization besides");
        }
    }

    /** One as this version makes it. */
    public Source(
            String id,
            String tenant,
            Format format,
            Scheme scheme,
            List<Credential> credentials,
            State state,
            SourcePolicy policy) {
        this(id, tenant, format, scheme, credentials, state, policy, UnknownMembers.NONE);
    }

    private static void requireCredentials(Scheme scheme, List<Credential> credentials) {
        boolean right =
                switch (scheme.keeps()) {
                    case HASH ->
                            new Credentials(credentials).areUsable()
                                    && credentials.stream()
                                            .allMatch(Credential.Hashed.class::isInstance);
                    case SEALED ->
                            new Credentials(credentials).areUsable()
                                    && credentials.stream()
                                            .allMatch(Credential.Sealed.class::isInstance);
                    case NOTHING -> credentials.isEmpty();
                };
        if (!right) {
            throw new IllegalArgumentException(
                    "credentials of scheme " + scheme + " keep " + scheme.keeps());
        }
    }

    /** Whether {@code text} can be a source's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** A source of scheme {@link Scheme#SECRET} with one secret and no policy of its own. */
    public static Source withSecret(
            String id, String tenant, Format format, SecretHash secret, State state) {
        return new Source(
                id,
                tenant,
                format,
                Scheme.SECRET,
                List.of(new Credential.Hashed(secret, Optional.empty())),
                state,
                SourcePolicy.PLAIN);
    }

    /** The same in another state. */
    public Source in(State other) {
        return new Source(id, tenant, format, scheme, credentials, other, policy, unknown);
    }

    /** The same under another policy. */
    public Source under(SourcePolicy other) {
        return new Source(id, tenant, format, scheme, credentials, state, other, unknown);
    }

    /**
     * The same with a new secret in place of the one of its label.
     *
     * @param next does not expire
     * @param now credentials that ended by then are dropped, as are the oldest beyond the most
     * @param end of the overlap: the older ones of the label are taken until then, or their own
     *     earlier end
     */
    public Source rotated(Credential next, Instant now, Instant end) {
        return having(new Credentials(credentials).rotated(next, now, end));
    }

    /**
     * The same with one more secret.
     *
     * @throws IllegalArgumentException when its label is taken, or there are the most already
     */
    public Source with(Credential more) {
        return having(new Credentials(credentials).with(more));
    }

    /** The same without the secrets of a label or a fingerprint; empty if none in use is left. */
    public Optional<Source> without(String labelOrFingerprint) {
        List<Credential> left = new Credentials(credentials).without(labelOrFingerprint);
        return new Credentials(left).areUsable() ? Optional.of(having(left)) : Optional.empty();
    }

    /** Labels of the secrets, in the order added. */
    public Set<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        credentials.forEach(credential -> labels.add(credential.label()));
        return labels;
    }

    private Source having(List<Credential> other) {
        return new Source(id, tenant, format, scheme, other, state, policy, unknown);
    }

    /** By the id alone: a source is the key of maps on the way of every request. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Name of the header that carries the value of {@link Scheme#HEADER}. */
    public String headerName() {
        return policy.headerName().orElse(format == Format.CHIME ? "x-api-key" : "Authorization");
    }
}

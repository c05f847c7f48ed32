package org.nucleus.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of one secret of a source, and until when that secret is taken. A source may have
 * several at once, as a pool of servers does: each has a label, and those that a rotation left have
 * the label of the one that took their place.
 */
public sealed interface Credential {
    /** Label of the secret that a source was made with. */
    String DEFAULT_LABEL = "default";

    /** What a label is: 1 to 64 letters, digits, '.', '_', '-', the first a letter or digit. */
    Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Length of a fingerprint. */
    int FINGERPRINT_DIGITS = 12;

    /** The first moment at which it is taken no more; empty for one in use. */
    Optional<Instant> expires();

    /** Which of the source's secrets it is of. */
    String label();

    /** The same under another label. */
    Credential labelled(String other);

    /** The same secret, taken until {@code end} or its own earlier end. */
    Credential until(Instant end);

    /**
     * Twelve hexadecimal digits that tell it from others of its source, made of what is kept and
     * not of the secret.
     */
    default String fingerprint() {
        String kept =
                switch (this) {
                    case Hashed hashed -> hashed.hash().sha256();
                    case Sealed sealed -> sealed.secret().base64();
                };
        return SecretHash.of(kept).sha256().substring(0, FINGERPRINT_DIGITS);
    }

    /** Whether it is taken at {@code now}. */
    default boolean isTakenAt(Instant now) {
        return expires().isEmpty() || now.isBefore(expires().get());
    }

    /** Whether {@code text} can be a label. */
    static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    private static void requireLabel(String label) {
        if (!isLabel(label)) {
            throw new IllegalArgumentException(
                    "a label must be 1 to 64 of letters, digits, '.', '_' and '-', not '"
                            + label
                            + "'");
        }
    }

    /** The earlier of its own end, if it has one, and {@code end}. */
    private static Optional<Instant> earlier(Optional<Instant> own, Instant end) {
        return Optional.of(own.filter(first -> first.isBefore(end)).orElse(end));
    }

    /**
     * Of a secret that is compared.
     *
     * @param hash of the secret
     * @param expires see {@link Credential#expires}
     * @param label see {@link Credential#label}
     */
    record Hashed(SecretHash hash, Optional<Instant> expires, String label) implements Credential {
        public Hashed {
            Objects.requireNonNull(hash, "hash is null");
            Objects.requireNonNull(expires, "expires is null");
            requireLabel(label);
        }

        /** Under the label of the first. */
        public Hashed(SecretHash hash, Optional<Instant> expires) {
            this(hash, expires, DEFAULT_LABEL);
        }

        @Override
        public Hashed labelled(String other) {
            return new Hashed(hash, expires, other);
        }

        @Override
        public Hashed until(Instant end) {
            return new Hashed(hash, earlier(expires, end), label);
        }
    }

    /**
     * Of a secret that signatures are computed with.
     *
     * @param secret encrypted under the node key
     * @param expires see {@link Credential#expires}
     * @param label see {@link Credential#label}
     */
    record Sealed(SealedSecret secret, Optional<Instant> expires, String label)
            implements Credential {
        public Sealed {
            Objects.requireNonNull(secret, "secret is null");
            Objects.requireNonNull(expires, "expires is null");
            requireLabel(label);
        }

        /** Under the label of the first. */
        public Sealed(SealedSecret secret, Optional<Instant> expires) {
            this(secret, expires, DEFAULT_LABEL);
        }

        @Override
        public Sealed labelled(String other) {
            return new Sealed(secret, expires, other);
        }

        @Override
        public Sealed until(Instant end) {
            return new Sealed(secret, earlier(expires, end), label);
        }
    }
}

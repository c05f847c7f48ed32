package org.nucleus.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is kept of one secret of a source, and until when that secret is taken. */
public sealed interface Credential {
    /** The first moment at which it is taken no more; empty for the one in use. */
    Optional<Instant> expires();

    /** The same secret, taken until {@code end} or its own earlier end. */
    Credential until(Instant end);

    /** Whether it is taken at {@code now}. */
    default boolean isTakenAt(Instant now) {
        return expires().isEmpty() || now.isBefore(expires().get());
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
     */
    record Hashed(SecretHash hash, Optional<Instant> expires) implements Credential {
        public Hashed {
            Objects.requireNonNull(hash, "hash is null");
            Objects.requireNonNull(expires, "expires is null");
        }

        @Override
        public Hashed until(Instant end) {
            return new Hashed(hash, earlier(expires, end));
        }
    }

    /**
     * Of a secret that signatures are computed with.
     *
     * @param secret encrypted under the node key
     * @param expires see {@link Credential#expires}
     */
    record Sealed(SealedSecret secret, Optional<Instant> expires) implements Credential {
        public Sealed {
            Objects.requireNonNull(secret, "secret is null");
            Objects.requireNonNull(expires, "expires is null");
        }

        @Override
        public Sealed until(Instant end) {
            return new Sealed(secret, earlier(expires, end));
        }
    }
}

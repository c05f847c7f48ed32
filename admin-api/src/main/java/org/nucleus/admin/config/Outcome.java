package org.nucleus.admin.config;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/**
 * What an operation on one configured value came to.
 *
 * @param <T> the kind of value, such as a source
 */
public sealed interface Outcome<T> {
    /**
     * It is so now, whether it was so before or not.
     *
     * @param value as it is now
     * @param revision of the value, {@link ConfigStore#NONE} where it has yet to be stored
     */
    record Done<T>(T value, long revision) implements Outcome<T> {
        public Done {
            Objects.requireNonNull(value, "value is null");
        }

        /** One that has yet to be stored. */
        public Done(T value) {
            this(value, ConfigStore.NONE);
        }
    }

    /**
     * It has a new secret, or is new itself.
     *
     * @param value as it is now
     * @param secret in the clear, this once; empty where the value has none
     * @param revision of the value, {@link ConfigStore#NONE} where it has yet to be stored
     */
    record Made<T>(T value, String secret, long revision) implements Outcome<T> {
        public Made {
            Objects.requireNonNull(value, "value is null");
            Objects.requireNonNull(secret, "secret is null");
        }

        /** One that has yet to be stored. */
        public Made(T value, String secret) {
            this(value, secret, ConfigStore.NONE);
        }

        @Override
        public String toString() {
            return "Made[" + revision + "]";
        }
    }

    /** There is no value of this id. */
    record Unknown<T>() implements Outcome<T> {}

    /** The source has no secret of this label or fingerprint. */
    record UnknownSecret<T>() implements Outcome<T> {}

    /** The value has another revision than the request was made for; nothing was changed. */
    record Stale<T>() implements Outcome<T> {}

    /**
     * The request is wrong in itself; nothing was changed.
     *
     * @param violations at least one
     */
    record Invalid<T>(List<Violation> violations) implements Outcome<T> {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The request does not go with what there is; nothing was changed.
     *
     * @param reason one sentence
     */
    record Conflict<T>(String reason) implements Outcome<T> {
        public Conflict {
            Objects.requireNonNull(reason, "reason is null");
        }
    }
}

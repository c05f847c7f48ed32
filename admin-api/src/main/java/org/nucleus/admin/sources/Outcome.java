package org.nucleus.admin.sources;

import org.nucleus.model.Source;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/** What an operation on one source came to. */
public sealed interface Outcome {
    /**
     * It is so now, whether it was so before or not.
     *
     * @param source as it is now
     */
    record Done(Source source) implements Outcome {
        public Done {
            Objects.requireNonNull(source, "source is null");
        }
    }

    /**
     * It has a new secret, or is new itself.
     *
     * @param source as it is now
     * @param secret in the clear, this once; empty where the scheme has none
     */
    record Made(Source source, String secret) implements Outcome {
        public Made {
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(secret, "secret is null");
        }

        @Override
        public String toString() {
            return "Made[" + source.id() + "]";
        }
    }

    /** There is no source of this id. */
    record Unknown() implements Outcome {}

    /** The source has no secret of this label or fingerprint. */
    record UnknownSecret() implements Outcome {}

    /**
     * The request is wrong in itself; nothing was changed.
     *
     * @param violations at least one
     */
    record Invalid(List<Violation> violations) implements Outcome {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The request does not go with what there is; nothing was changed.
     *
     * @param reason one sentence
     */
    record Conflict(String reason) implements Outcome {
        public Conflict {
            Objects.requireNonNull(reason, "reason is null");
        }
    }
}

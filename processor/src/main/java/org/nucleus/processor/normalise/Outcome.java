package org.nucleus.processor.normalise;

import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/** What normalising one received event came to. */
public sealed interface Outcome {
    /**
     * Content of an event whose id is made of what it says, or that only fills in for another under
     * the same id: the same as any other, so never in conflict.
     */
    long SAID_BY_ID = 0;

    /**
     * It is understood.
     *
     * @param event the normalised event
     * @param content {@link ContentHash} of what its sender said, equal for an event sent again
     */
    record Normalised(Event event, long content) implements Outcome {
        public Normalised {
            Objects.requireNonNull(event, "event is null");
        }
    }

    /**
     * It cannot be an event.
     *
     * @param kind why
     * @param violations every reason found
     */
    record Refused(FailureKind kind, List<Violation> violations) implements Outcome {
        public Refused {
            Objects.requireNonNull(kind, "kind is null");
            violations = List.copyOf(violations);
        }
    }

    /**
     * It describes an entity and is no event; nothing of it goes on.
     *
     * @param nativeType the entity's type
     */
    record Described(String nativeType) implements Outcome {
        public Described {
            Objects.requireNonNull(nativeType, "nativeType is null");
        }
    }

    /**
     * Part of an outcome: what should be said once. Said again otherwise it is a revision, which
     * somebody should look at.
     *
     * @param what is told, unique within the source
     * @param content {@link ContentHash} of what is said of it
     */
    record Once(String what, long content) implements Outcome {
        public Once {
            Objects.requireNonNull(what, "what is null");
        }
    }

    /**
     * It tells of several things that happened.
     *
     * @param parts what each came to, in order; none is itself several
     */
    record Several(List<Outcome> parts) implements Outcome {
        public Several {
            parts = List.copyOf(parts);
        }
    }
}

package org.nucleus.collector.caliper;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/** One member of an envelope's {@code data}, judged. */
public sealed interface Item {
    /** What a good item is. */
    enum Kind {
        EVENT,
        ENTITY
    }

    /**
     * The item's bytes as sent, less what is never stored: LTI message parameters and network
     * addresses.
     */
    byte[] payload();

    /**
     * An item that keeps every rule of its version, or names but types that nobody knows.
     *
     * @param kind event, or describe of an entity
     * @param eventId an event's {@code id}; for a describe an id of its content
     * @param subject canonical id of the actor, or of the described entity; of one without an
     *     identity, known only inside this item
     * @param payload the bytes as sent, less what is never stored
     * @param warnings types of entities that nobody knows, which strict handling refuses; pointers
     *     are seen from the item
     */
    record Good(Kind kind, String eventId, String subject, byte[] payload, List<Violation> warnings)
            implements Item {
        public Good {
            Objects.requireNonNull(kind, "kind is null");
            Objects.requireNonNull(eventId, "eventId is null");
            Objects.requireNonNull(subject, "subject is null");
            Objects.requireNonNull(payload, "payload is null");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * An item that breaks a rule; its neighbours are not harmed.
     *
     * @param violations every broken rule found, at most {@value Violations#LIMIT}; pointers are
     *     seen from the envelope
     * @param payload the bytes as sent, less what is never stored
     */
    record Bad(List<Violation> violations, byte[] payload) implements Item {
        public Bad {
            violations = List.copyOf(violations);
            Objects.requireNonNull(payload, "payload is null");
        }
    }
}

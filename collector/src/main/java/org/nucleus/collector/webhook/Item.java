package org.nucleus.collector.webhook;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/** One event of a delivery. */
public sealed interface Item {
    /** JSON text in UTF-8: the event as sent, less what is never stored. */
    byte[] payload();

    /**
     * An event that can go on.
     *
     * @param eventId the source's own uuid, else {@code EventId.of(source, dedupeKey)}: equal for
     *     every delivery of the same event
     * @param subject what orders it: the meeting instance's id for meeting events, else the actor's
     *     canonical id
     * @param formatVersion which of the format's shapes it is, e.g. {@code raw}, {@code caliper},
     *     {@code callback}; the processor reads it by that
     * @param payload as sent, redacted
     * @param warnings what is wrong with it though it is kept; pointers are seen from it
     */
    record Good(
            String eventId,
            String subject,
            String formatVersion,
            byte[] payload,
            List<Violation> warnings)
            implements Item {
        public Good {
            Objects.requireNonNull(eventId, "eventId is null");
            Objects.requireNonNull(subject, "subject is null");
            Objects.requireNonNull(formatVersion, "formatVersion is null");
            Objects.requireNonNull(payload, "payload is null");
            warnings = List.copyOf(warnings);
        }

        /** An event without warnings. */
        public Good(String eventId, String subject, String formatVersion, byte[] payload) {
            this(eventId, subject, formatVersion, payload, List.of());
        }
    }

    /**
     * Authentic, and not understood; kept on {@code events.failed}.
     *
     * @param violations why
     * @param payload as sent, redacted
     */
    record Bad(List<Violation> violations, byte[] payload) implements Item {
        public Bad {
            violations = List.copyOf(violations);
            Objects.requireNonNull(payload, "payload is null");
        }
    }
}

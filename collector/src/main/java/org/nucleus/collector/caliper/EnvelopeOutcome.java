package org.nucleus.collector.caliper;

import org.nucleus.model.Violation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What reading one envelope came to: all of it refused, or its items each judged alone. */
public sealed interface EnvelopeOutcome {
    /** HTTP status of an envelope that is none, or of a bad item under strict handling. */
    int MALFORMED = 400;

    /** HTTP status of an envelope with more items than it may have. */
    int TOO_MANY = 413;

    /** HTTP status of an envelope whose {@code dataVersion} this node does not understand. */
    int UNSUPPORTED = 422;

    /**
     * Nothing of the envelope may be stored.
     *
     * @param status HTTP status to answer
     * @param violations every broken rule found, at most {@value Violations#LIMIT}
     */
    record Refused(int status, List<Violation> violations) implements EnvelopeOutcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * A well-formed envelope.
     *
     * @param sensor IRI of the sensor
     * @param sendTime when the sensor sent it
     * @param version which Caliper governs its items
     * @param items its events and describes, in the order sent
     */
    record Read(String sensor, Instant sendTime, CaliperVersion version, List<Item> items)
            implements EnvelopeOutcome {
        public Read {
            Objects.requireNonNull(sensor, "sensor is null");
            Objects.requireNonNull(sendTime, "sendTime is null");
            Objects.requireNonNull(version, "version is null");
            items = List.copyOf(items);
        }
    }

    /**
     * This outcome under {@code Prefer: handling=strict} (RFC 7240, 4.4): one bad item, or one with
     * warnings, refuses the envelope with the violations of all its items; otherwise unchanged.
     */
    default EnvelopeOutcome strict() {
        return switch (this) {
            case Refused refused -> refused;
            case Read read -> {
                List<Violation> violations = new ArrayList<>();
                for (int i = 0; i < read.items().size(); i++) {
                    String place = "/data/" + i;
                    switch (read.items().get(i)) {
                        case Item.Good good ->
                                good.warnings()
                                        .forEach(warning -> violations.add(warning.under(place)));
                        case Item.Bad bad -> violations.addAll(bad.violations());
                    }
                }
                yield violations.isEmpty()
                        ? read
                        : new Refused(MALFORMED, Violations.atMostLimit(violations));
            }
        };
    }
}

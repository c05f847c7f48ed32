package org.nucleus.model;

import java.util.Objects;

/**
 * One broken rule in one place of a document.
 *
 * @param pointer JSON pointer (RFC 6901) to the offending value, "" for the document itself
 * @param rule the rule's name, stable and machine-readable, e.g. {@code xapi.verb.id.iri}
 * @param message one sentence for a person; never holds the offending value, which may be a
 *     learner's
 */
public record Violation(String pointer, String rule, String message) {
    public Violation {
        Objects.requireNonNull(pointer, "pointer is null");
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(message, "message is null");
    }

    /** The same violation, seen from a document that holds this one at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, rule, message);
    }
}

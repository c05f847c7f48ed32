package org.nucleus.model;

import java.util.List;

/**
 * What of a large file was not taken as an event.
 *
 * @param line where its JSON value begins, from 1
 * @param offset where its JSON value begins, in bytes of the decoded content
 * @param violations every broken rule; pointers are seen from the value
 */
public record Rejection(long line, long offset, List<Violation> violations) {
    public Rejection {
        violations = List.copyOf(violations);
    }
}

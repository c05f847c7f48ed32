package org.nucleus.node.send;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/** What came of one request. */
sealed interface Answer {
    /** It is on the log. */
    record Accepted() implements Answer {}

    /**
     * The document broke rules; another one may be right.
     *
     * @param reason in plain words
     * @param violations where, if the collector said so
     */
    record Refused(String reason, List<Violation> violations) implements Answer {
        public Refused {
            Objects.requireNonNull(reason, "reason is null");
            violations = List.copyOf(violations);
        }
    }

    /**
     * No document would be taken now.
     *
     * @param reason in plain words
     */
    record Closed(String reason) implements Answer {
        public Closed {
            Objects.requireNonNull(reason, "reason is null");
        }
    }
}

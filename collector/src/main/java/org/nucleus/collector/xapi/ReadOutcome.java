package org.nucleus.collector.xapi;

import org.nucleus.model.Violation;

import java.util.List;

/** What reading the JSON of a request came to. */
public sealed interface ReadOutcome {
    /**
     * All of it can be stored.
     *
     * @param statements in the order sent
     * @param array whether they came in an array
     */
    record Accepted(List<AcceptedStatement> statements, boolean array) implements ReadOutcome {
        public Accepted {
            statements = List.copyOf(statements);
        }
    }

    /**
     * None of it can be stored, since one bad statement refuses the whole batch.
     *
     * @param violations every rule broken, at least one, at most a hundred
     */
    record Refused(List<Violation> violations) implements ReadOutcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}

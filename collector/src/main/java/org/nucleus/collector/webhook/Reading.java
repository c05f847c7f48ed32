package org.nucleus.collector.webhook;

import org.nucleus.model.Violation;

import java.util.List;

/** What a delivery came to. */
public sealed interface Reading {
    /**
     * It is taken: every item goes to the log, good ones as events, bad ones as failed events, and
     * then the answer is 2xx.
     *
     * @param items in the order sent; none where there is nothing to keep
     */
    record Taken(List<Item> items) implements Reading {
        public Taken {
            items = List.copyOf(items);
        }
    }

    /**
     * It is none of this format's deliveries and the sender must hear so.
     *
     * @param status 4xx, never 401 once authentic
     * @param violations every reason found
     */
    record Refused(int status, List<Violation> violations) implements Reading {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}

package org.nucleus.collector.xapi;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What to do with a request that writes statements. */
public sealed interface StatementsOutcome {
    /** The status for a request with more statements than it may have. */
    int TOO_MANY = 413;

    /** The shape of the answer once all is on the log. */
    enum Answer {
        /** 200 and the array of ids in the order sent, of an array. */
        IDS,
        /** 200 and the array of the one id, of a statement that was sent alone. */
        ID,
        /** 204. */
        NO_CONTENT
    }

    /**
     * Append the statements, then answer.
     *
     * @param version to name in the answer's version header
     * @param statements in the order sent; may be none
     * @param parts attachments that came along, by their hash in lower case
     * @param answer how to answer
     */
    record Store(
            XapiVersion version,
            List<AcceptedStatement> statements,
            Map<String, AttachmentPart> parts,
            Answer answer)
            implements StatementsOutcome {
        public Store {
            Objects.requireNonNull(version, "version is null");
            statements = List.copyOf(statements);
            parts = Map.copyOf(parts);
            Objects.requireNonNull(answer, "answer is null");
        }

        /** JSON pointer of a statement in the request: {@code ""} or {@code /3}. */
        public String place(int index) {
            return answer == Answer.IDS ? "/" + index : "";
        }
    }

    /**
     * Store nothing.
     *
     * @param status of the answer: 400, 405 or {@link #TOO_MANY}
     * @param violations every rule broken, at least one
     */
    record Refuse(int status, List<Violation> violations) implements StatementsOutcome {
        public Refuse {
            violations = List.copyOf(violations);
        }
    }
}

package org.nucleus.node.admin;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;

/** What the admin API said. */
public sealed interface Reply {
    /**
     * It is done.
     *
     * @param body of the answer; may hold a secret
     */
    record Done(JsonNode body) implements Reply {
        public Done {
            Objects.requireNonNull(body, "body is null");
        }

        @Override
        public String toString() {
            return "Done";
        }
    }

    /**
     * Nothing was changed.
     *
     * @param sentences why, for the operator, at least one
     */
    record Refused(List<String> sentences) implements Reply {
        public Refused {
            sentences = List.copyOf(sentences);
        }
    }

    /** Whether this is {@code body}. */
    default boolean isDone(JsonNode body) {
        return this instanceof Done done && done.body().equals(body);
    }
}

package org.nucleus.collector.webhook.bbb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.Trace;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Answers to polls that people typed: all of a poll of type {@code R-}, and of every other poll
 * what is none of its options. Each becomes an object with its {@link Trace}.
 */
final class FreeAnswers {
    private static final String TYPED = "R-";
    private static final String OPTIONS = "options";
    private static final String VOTES = "votes";

    private FreeAnswers() {}

    /** In place, in one poll of the learning-analytics callback. */
    static void hide(ObjectNode poll) {
        Set<String> options = new HashSet<>();
        if (poll.path("type").asText().startsWith(TYPED) && poll.has(OPTIONS)) {
            poll.replace(OPTIONS, hidden(poll.path(OPTIONS), options));
        } else {
            poll.path(OPTIONS).forEach(option -> options.add(option.asText()));
        }
        if (poll.get(VOTES) instanceof ObjectNode votes) {
            for (Map.Entry<String, JsonNode> vote : votes.properties()) {
                vote.setValue(hidden(vote.getValue(), options));
            }
        } else {
            poll.set(VOTES, hidden(poll.get(VOTES), options));
        }
    }

    private static JsonNode hidden(JsonNode answers, Set<String> options) {
        if (!answers.isArray()) {
            return answer(answers, options);
        }
        ArrayNode hidden = JsonNodeFactory.instance.arrayNode(answers.size());
        answers.forEach(answer -> hidden.add(answer(answer, options)));
        return hidden;
    }

    private static JsonNode answer(JsonNode answer, Set<String> options) {
        if (answer.isNull() || (answer.isValueNode() && options.contains(answer.asText()))) {
            return answer;
        }
        return Trace.of(answer).toJson();
    }
}

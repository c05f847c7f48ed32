package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Result;

import java.util.ArrayList;
import java.util.List;

/** What came of an event of BigBlueButton. */
final class BbbResult {
    /** How xAPI joins several answers (Data 2.4.4.1, interaction responses). */
    private static final String BETWEEN_ANSWERS = "[,]";

    private BbbResult() {}

    /** Of a webhook's attributes: the answer to a poll, whether a recording step succeeded. */
    static Result of(JsonNode attributes) {
        return new Result(
                null,
                null,
                null,
                null,
                Json.flag(attributes, "success"),
                null,
                null,
                response(attributes.path("poll").path("answerIds")));
    }

    /** An answer to a poll; what was typed and redacted gives none. */
    static Result answer(JsonNode answer) {
        return new Result(null, null, null, null, null, null, null, response(answer));
    }

    /** How long somebody was there, in seconds. */
    static Result lasting(Double seconds) {
        return new Result(null, null, null, null, null, null, Durations.ofSeconds(seconds), null);
    }

    private static String response(JsonNode answer) {
        if (answer.isValueNode() && !answer.isNull()) {
            return answer.asText();
        }
        List<String> texts = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(
                    element -> {
                        if (element.isValueNode()) {
                            texts.add(element.asText());
                        }
                    });
        }
        return texts.isEmpty() ? null : String.join(BETWEEN_ANSWERS, texts);
    }
}

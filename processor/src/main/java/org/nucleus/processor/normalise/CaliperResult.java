package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Result;

import java.util.ArrayList;
import java.util.List;

/** What an event generated – a score, a response, an attempt – as its result. */
final class CaliperResult {
    /** How xAPI joins several answers (Data 2.4.4.1, interaction responses). */
    private static final String BETWEEN_ANSWERS = "[,]";

    private CaliperResult() {}

    static Result of(JsonNode generated) {
        if (!generated.isObject()) {
            return Result.NONE;
        }
        Double given = either(generated, "scoreGiven", "resultScore");
        Double most = either(generated, "maxScore", "maxResultScore");
        return new Result(
                given,
                null,
                most,
                scaled(given, most),
                null,
                null,
                Json.text(generated, "duration"),
                response(generated));
    }

    private static Double either(JsonNode generated, String name, String otherName) {
        Double number = Json.number(generated, name);
        return number == null ? Json.number(generated, otherName) : number;
    }

    /** Only within 0 to 1: points above the maximum have no scaled form. */
    private static Double scaled(Double given, Double most) {
        if (given == null || most == null || most <= 0) {
            return null;
        }
        double scaled = given / most;
        return scaled >= 0 && scaled <= 1 ? (Double) scaled : null;
    }

    private static String response(JsonNode generated) {
        String value = Json.text(generated, "value");
        if (value == null) {
            value = Json.text(generated, "dateTimeSelected");
        }
        return value == null
                ? joined(generated.path(generated.has("values") ? "values" : "selections"))
                : value;
    }

    private static String joined(JsonNode answers) {
        List<String> texts = new ArrayList<>();
        answers.forEach(answer -> texts.add(answer.asText()));
        return texts.isEmpty() ? null : String.join(BETWEEN_ANSWERS, texts);
    }
}

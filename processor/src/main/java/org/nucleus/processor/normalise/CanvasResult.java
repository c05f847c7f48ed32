package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Result;

/** Grades and progress of a raw Canvas event as its result; numbers may be sent as text. */
final class CanvasResult {
    private CanvasResult() {}

    static Result of(String eventName, JsonNode body) {
        return switch (eventName) {
            case "course_completed", "course_progress" -> progress(body.path("progress"));
            case "course_grade_change" -> score(Json.amount(body, "current_score"), null, null);
            case "grade_override" -> score(Json.amount(body, "override_score"), null, null);
            case "learning_outcome_result_created", "learning_outcome_result_updated" ->
                    score(
                            Json.amount(body, "score"),
                            Json.amount(body, "possible"),
                            body.hasNonNull("mastery") ? (Boolean) flag(body, "mastery") : null);
            case "grade_change", "rubric_assessed", "submission_created", "submission_updated" ->
                    score(Json.amount(body, "score"), Json.amount(body, "points_possible"), null);
            default -> Result.NONE;
        };
    }

    /** A boolean member that may be sent as text. */
    static boolean flag(JsonNode body, String name) {
        return body.path(name).isValueNode() && "true".equals(body.path(name).asText());
    }

    /** How many of a course's requirements are met. */
    private static Result progress(JsonNode progress) {
        Double met = Json.amount(progress, "requirement_completed_count");
        Double all = Json.amount(progress, "requirement_count");
        return new Result(
                met,
                null,
                all,
                scaled(met, all),
                null,
                progress.hasNonNull("completed_at"),
                null,
                null);
    }

    private static Result score(Double given, Double most, Boolean success) {
        return new Result(given, null, most, scaled(given, most), success, null, null, null);
    }

    /** Only within 0 to 1: points above the maximum have no scaled form. */
    private static Double scaled(Double given, Double most) {
        if (given == null || most == null || most <= 0) {
            return null;
        }
        double scaled = given / most;
        return scaled >= 0 && scaled <= 1 ? (Double) scaled : null;
    }
}

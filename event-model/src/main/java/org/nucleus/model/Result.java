package org.nucleus.model;

/**
 * What came of it; any part may be null.
 *
 * @param scoreRaw points given
 * @param scoreMin lowest possible points
 * @param scoreMax highest possible points
 * @param scoreScaled −1 to 1
 * @param success whether it was passed
 * @param completion whether it was completed
 * @param duration ISO 8601 text as sent
 * @param response the answer given, as sent
 */
public record Result(
        Double scoreRaw,
        Double scoreMin,
        Double scoreMax,
        Double scoreScaled,
        Boolean success,
        Boolean completion,
        String duration,
        String response) {
    /** Nothing came of it. */
    public static final Result NONE = new Result(null, null, null, null, null, null, null, null);
}

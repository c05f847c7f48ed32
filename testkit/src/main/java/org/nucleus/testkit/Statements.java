package org.nucleus.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** Valid xAPI 1.0.3 statements as JSON text, for tests that only care for their ids. */
public final class Statements {
    private static final String STATEMENT =
            """
            {"id":"%s","actor":{"objectType":"Agent","mbox":"mailto:%s@example.org"},\
            "verb":{"id":"http://adlnet.gov/expapi/verbs/completed","display":{"en-US":"completed"}},\
            "object":{"objectType":"Activity","id":"http://example.org/activities/%s"},\
            "result":{"score":{"scaled":0.9},"success":true,"completion":true,"duration":"PT1M30S"},\
            "timestamp":"2026-03-01T10:15:30.000Z"}\
            """;

    private Statements() {}

    /** A completed activity by a learner of the example school. */
    public static String statement(String id) {
        return statement(id, "learner", "lesson-1");
    }

    /**
     * A completed activity.
     *
     * @param id a UUID
     * @param learner local part of the actor's mail address
     * @param activity last part of the activity's IRI
     */
    public static String statement(String id, String learner, String activity) {
        return STATEMENT.formatted(id, learner, activity);
    }

    /** A JSON array of one statement for each id. */
    public static String batch(List<String> ids) {
        return ids.stream().map(Statements::statement).collect(Collectors.joining(",", "[", "]"));
    }
}

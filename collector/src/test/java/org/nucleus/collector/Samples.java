package org.nucleus.collector;

import java.util.UUID;

/** Valid statements and envelopes, and broken ones, as agents would send them. */
public final class Samples {
    private Samples() {}

    public static String id() {
        return UUID.randomUUID().toString();
    }

    public static String statement(String id) {
        return statement(id, "completed");
    }

    public static String statement(String id, String verb) {
        return """
        {"id":"%s","actor":{"mbox":"mailto:ada@example.org"},\
        "verb":{"id":"http://adlnet.gov/expapi/verbs/%s"},\
        "object":{"id":"http://example.org/course/1"}}\
        """
                .formatted(id, verb);
    }

    /** Valid but for its missing actor. */
    public static String statementWithoutActor(String id) {
        return """
        {"id":"%s","verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},\
        "object":{"id":"http://example.org/course/1"}}\
        """
                .formatted(id);
    }

    public static String event(String id) {
        return """
        {"@context":"http://purl.imsglobal.org/ctx/caliper/v1p2","id":"urn:uuid:%s",\
        "type":"NavigationEvent","profile":"ReadingProfile","action":"NavigatedTo",\
        "actor":{"id":"https://example.edu/users/1","type":"Person"},\
        "object":{"id":"https://example.edu/pages/1","type":"WebPage"},\
        "eventTime":"2026-10-15T10:15:00.000Z"}\
        """
                .formatted(id);
    }

    /** Valid but for its missing actor. */
    public static String eventWithoutActor(String id) {
        return event(id)
                .replace(
                        "\"actor\":{\"id\":\"https://example.edu/users/1\",\"type\":\"Person\"},",
                        "");
    }

    public static String envelope(String... data) {
        return """
        {"sensor":"https://example.edu/sensors/1","sendTime":"2026-10-15T10:16:00.000Z",\
        "dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":[%s]}\
        """
                .formatted(String.join(",", data));
    }
}

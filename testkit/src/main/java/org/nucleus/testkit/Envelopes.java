package org.nucleus.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** Valid Caliper 1.2 envelopes as JSON text, for tests that only care for their events' ids. */
public final class Envelopes {
    private static final String CONTEXT = "http://purl.imsglobal.org/ctx/caliper/v1p2";
    private static final String EVENT =
            """
            {"@context":"%s","id":"%s","type":"NavigationEvent","profile":"ReadingProfile",\
            "actor":{"id":"https://example.org/users/554433","type":"Person"},\
            "action":"NavigatedTo",\
            "object":{"id":"https://example.org/courses/7/pages/2","type":"WebPage"},\
            "eventTime":"2026-03-01T10:15:30.000Z"}\
            """;
    private static final String ENVELOPE =
            """
            {"sensor":"https://example.org/sensors/1","sendTime":"2026-03-01T10:16:00.000Z",\
            "dataVersion":"%s","data":[%s]}\
            """;

    private Envelopes() {}

    /**
     * A navigation to a page.
     *
     * @param id a URN such as {@code urn:uuid:3a648e68-f00d-4c08-aa59-8738e1884f2c}
     */
    public static String event(String id) {
        return EVENT.formatted(CONTEXT, id);
    }

    /** An envelope of one event for each id. */
    public static String envelope(List<String> ids) {
        return of(ids.stream().map(Envelopes::event).toList());
    }

    /** An envelope around events or entities that are JSON text already. */
    public static String of(List<String> items) {
        return ENVELOPE.formatted(CONTEXT, items.stream().collect(Collectors.joining(",")));
    }
}

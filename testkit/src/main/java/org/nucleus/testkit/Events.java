package org.nucleus.testkit;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;
import org.nucleus.model.Violation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of the model for tests that only care for their ids. */
public final class Events {
    private static final Instant EVENT_TIME = Instant.parse("2026-03-01T10:15:30Z");
    private static final Instant RECEIVED_TIME = Instant.parse("2026-03-01T10:15:31Z");

    private Events() {}

    /** A normalised event of tenant {@code demo}; its payload is a statement of the same id. */
    public static Event event(String id) {
        String completed = "http://adlnet.gov/expapi/verbs/completed";
        return new Event(
                id,
                new Provenance("demo", "demo-xapi", Format.XAPI, "1.0.3", "Statement"),
                EVENT_TIME,
                RECEIVED_TIME,
                new Actor("mailto:learner@example.org", "Agent", null),
                new Verb(completed, completed),
                new EventObject("http://example.org/activities/lesson-1", null, null),
                Result.NONE,
                Context.NONE,
                Map.of(),
                Statements.statement(id));
    }

    /** A failed event of tenant {@code demo}. */
    public static FailedEvent failedEvent(String failedId) {
        return new FailedEvent(
                failedId,
                "demo",
                "demo-xapi",
                Format.XAPI,
                "normalise",
                FailureKind.INVALID,
                List.of(new Violation("/actor", "xapi.actor.required", "actor is missing")),
                RECEIVED_TIME,
                RECEIVED_TIME,
                new byte[] {'{', '}'});
    }
}

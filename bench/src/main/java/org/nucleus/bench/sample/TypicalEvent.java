package org.nucleus.bench.sample;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Format;
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a {@link TypicalStatement} becomes on {@code events.enriched}. */
public final class TypicalEvent {
    private static final String TIMESTAMP = "2026-11-21T08:30:00.000Z";
    private static final String VERB = "http://adlnet.gov/expapi/verbs/answered";

    /** The event. */
    public static final Event EVENT =
            new Event(
                    TypicalStatement.ID_PREFIX + "000000000000",
                    new Provenance("bench", "bench-xapi", Format.XAPI, "1.0.3", "Statement"),
                    Instant.parse(TIMESTAMP),
                    Instant.parse("2026-11-21T08:30:00.420Z"),
                    new Actor(
                            ActorId.account("https://lms.bench.example", "learner-00000"),
                            "Agent",
                            "A learner"),
                    new Verb(VERB, VERB),
                    new EventObject(
                            "https://lms.bench.example/courses/algebra-1/quizzes/7/items/3",
                            "http://adlnet.gov/expapi/activities/question",
                            "Item 3: the slope of a line"),
                    new Result(8.0, 0.0, 10.0, 0.8, true, true, "PT42.5S", null),
                    new Context(
                            "8d3f2c1a-5b7e-4f60-9a1d-2c3b4a5f6e7d",
                            null,
                            null,
                            null,
                            "Bench LMS",
                            "en-US",
                            List.of("https://lms.bench.example/courses/algebra-1/quizzes/7"),
                            null,
                            null,
                            null,
                            null),
                    Map.of(),
                    TypicalStatement.one(TypicalStatement.ID_PREFIX, 0, TIMESTAMP, 0));

    private TypicalEvent() {}
}

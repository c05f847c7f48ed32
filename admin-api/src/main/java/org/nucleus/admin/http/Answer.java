package org.nucleus.admin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.admin.sources.Outcome;
import org.nucleus.model.Source;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One answer.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body JSON
 * @param location address of what was made
 */
record Answer(int status, String contentType, ObjectNode body, Optional<String> location) {
    private static final String JSON = "application/json";

    Answer {
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(body, "body is null");
        Objects.requireNonNull(location, "location is null");
    }

    static Answer ok(ObjectNode body) {
        return new Answer(200, JSON, body, Optional.empty());
    }

    static Answer of(Problem problem) {
        return new Answer(
                problem.status(), Problem.CONTENT_TYPE, problem.toJson(), Optional.empty());
    }

    /** What an operation came to; what it made is 200. */
    static Answer of(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Done done -> ok(SourceJson.of(done.source(), now));
            case Outcome.Made made -> ok(withSecret(made, now));
            case Outcome.Unknown ignored -> of(Problem.unknownSource());
            case Outcome.UnknownSecret ignored -> of(Problem.unknownSecret());
            case Outcome.Invalid invalid -> of(Problem.invalid(invalid.violations()));
            case Outcome.Conflict conflict -> of(Problem.conflict(conflict.reason()));
        };
    }

    /** The same as the answer to a request that made something. */
    Answer created(Source source) {
        return new Answer(201, contentType, body, Optional.of(Api.SOURCES + "/" + source.id()));
    }

    private static ObjectNode withSecret(Outcome.Made made, Instant now) {
        ObjectNode json = SourceJson.of(made.source(), now);
        return made.secret().isEmpty() ? json : json.put("secret", made.secret());
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}

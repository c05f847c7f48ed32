package org.nucleus.admin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.admin.config.Outcome;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One answer.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body JSON
 * @param location address of what was made
 * @param etag revision of the value in the body
 */
record Answer(
        int status,
        String contentType,
        ObjectNode body,
        Optional<String> location,
        Optional<String> etag) {
    private static final String JSON = "application/json";

    Answer {
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(body, "body is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(etag, "etag is null");
    }

    static Answer ok(ObjectNode body) {
        return new Answer(200, JSON, body, Optional.empty(), Optional.empty());
    }

    static Answer of(Problem problem) {
        return new Answer(
                problem.status(),
                Problem.CONTENT_TYPE,
                problem.toJson(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * What an operation came to; what it made is 200.
     *
     * @param json of a value
     * @param unknown where there is none
     */
    static <T> Answer of(Outcome<T> outcome, Function<T, ObjectNode> json, Problem unknown) {
        return switch (outcome) {
            case Outcome.Done<T> done -> ok(json.apply(done.value())).at(done.revision());
            case Outcome.Made<T> made -> ok(withSecret(made, json)).at(made.revision());
            case Outcome.Unknown<T> ignored -> of(unknown);
            case Outcome.UnknownSecret<T> ignored -> of(Problem.unknownSecret());
            case Outcome.Stale<T> ignored -> of(Problem.stale());
            case Outcome.Invalid<T> invalid -> of(Problem.invalid(invalid.violations()));
            case Outcome.Conflict<T> conflict -> of(Problem.conflict(conflict.reason()));
        };
    }

    /** The same as the answer to a request that made something; a refusal stays one. */
    Answer created(String collection) {
        return status == 200
                ? new Answer(
                        201,
                        contentType,
                        body,
                        Optional.of(collection + "/" + body.path("id").asText()),
                        etag)
                : this;
    }

    private Answer at(long revision) {
        return new Answer(
                status, contentType, body, location, Optional.of(Revisions.etag(revision)));
    }

    private static <T> ObjectNode withSecret(Outcome.Made<T> made, Function<T, ObjectNode> json) {
        ObjectNode shown = json.apply(made.value());
        return made.secret().isEmpty() ? shown : shown.put("secret", made.secret());
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}

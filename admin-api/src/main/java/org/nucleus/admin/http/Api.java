package org.nucleus.admin.http;

import io.vertx.core.http.HttpMethod;

import org.nucleus.admin.sources.Outcome;
import org.nucleus.admin.sources.Sources;
import org.nucleus.model.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.BiFunction;

/** Every operation of the API that needs an administrator; the paths of {@code openapi.json}. */
final class Api {
    static final String SOURCES = "/api/v1/sources";
    private static final String SOURCE = SOURCES + "/:id";
    private static final Logger audit = LoggerFactory.getLogger("org.nucleus.admin.audit");

    private final Sources sources;

    /**
     * What is asked.
     *
     * @param user who asks
     * @param id of the source in the path; empty where there is none
     * @param secret label or fingerprint in the path; empty where there is none
     */
    record Request(User user, String id, String secret, byte[] body) {}

    /**
     * One of them.
     *
     * @param path with {@code :id} for a source's, {@code :secret} for a secret's
     * @param handler may block
     */
    record Operation(HttpMethod method, String path, BiFunction<Api, Request, Answer> handler) {}

    static final List<Operation> OPERATIONS =
            List.of(
                    new Operation(HttpMethod.GET, SOURCES, (api, request) -> api.list()),
                    new Operation(HttpMethod.POST, SOURCES, Api::add),
                    new Operation(HttpMethod.GET, SOURCE, Api::find),
                    new Operation(HttpMethod.PATCH, SOURCE, Api::patch),
                    new Operation(HttpMethod.POST, SOURCE + "/rotate", Api::rotate),
                    new Operation(HttpMethod.POST, SOURCE + "/secrets", Api::addSecret),
                    new Operation(
                            HttpMethod.DELETE, SOURCE + "/secrets/:secret", Api::removeSecret),
                    new Operation(HttpMethod.POST, SOURCE + "/pause", Api::pause),
                    new Operation(HttpMethod.POST, SOURCE + "/resume", Api::resume),
                    new Operation(HttpMethod.POST, SOURCE + "/revoke", Api::revoke));

    Api(Sources sources) {
        this.sources = sources;
    }

    private Answer list() {
        return Answer.ok(SourceJson.of(sources.list(), sources.now()));
    }

    private Answer find(Request request) {
        return answer(sources.find(request.id()));
    }

    private Answer add(Request request) {
        Outcome outcome = told(request, "added", sources.add(request.body()));
        Answer answer = answer(outcome);
        return outcome instanceof Outcome.Made made ? answer.created(made.source()) : answer;
    }

    private Answer patch(Request request) {
        return answer(told(request, "changed", sources.patch(request.id(), request.body())));
    }

    private Answer rotate(Request request) {
        return answer(told(request, "rotated", sources.rotate(request.id(), request.body())));
    }

    private Answer addSecret(Request request) {
        return answer(
                told(request, "given a secret", sources.addSecret(request.id(), request.body())));
    }

    private Answer removeSecret(Request request) {
        return answer(
                told(
                        request,
                        "rid of a secret",
                        sources.removeSecret(request.id(), request.secret())));
    }

    private Answer pause(Request request) {
        return answer(told(request, "paused", sources.pause(request.id())));
    }

    private Answer resume(Request request) {
        return answer(told(request, "resumed", sources.resume(request.id())));
    }

    private Answer revoke(Request request) {
        return answer(told(request, "revoked", sources.revoke(request.id())));
    }

    private Answer answer(Outcome outcome) {
        return Answer.of(outcome, sources.now());
    }

    /** One line for each thing that was done, and none for what was refused. */
    private static Outcome told(Request request, String verb, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done ->
                    tell(request, verb, done.source().id(), done.source().tenant());
            case Outcome.Made made ->
                    tell(request, verb, made.source().id(), made.source().tenant());
            case Outcome.Unknown ignored -> {}
            case Outcome.UnknownSecret ignored -> {}
            case Outcome.Invalid ignored -> {}
            case Outcome.Conflict ignored -> {}
        }
        return outcome;
    }

    private static void tell(Request request, String verb, String source, String tenant) {
        audit.atInfo()
                .addKeyValue("user", request.user().id())
                .addKeyValue("tenant", tenant)
                .addKeyValue("source", source)
                .log("Source " + verb);
    }
}

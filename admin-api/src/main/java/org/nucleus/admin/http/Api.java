package org.nucleus.admin.http;

import io.vertx.core.http.HttpMethod;

import org.nucleus.admin.config.Outcome;
import org.nucleus.admin.sources.Sources;
import org.nucleus.admin.tenants.Tenants;
import org.nucleus.model.Source;
import org.nucleus.model.Tenant;
import org.nucleus.model.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Every operation of the API that needs an administrator; the paths of {@code openapi.json}. */
public final class Api {
    static final String SOURCES = "/api/v1/sources";
    static final String TENANTS = "/api/v1/tenants";
    private static final String SOURCE = SOURCES + "/:id";
    private static final String TENANT = TENANTS + "/:id";
    private static final Logger audit = LoggerFactory.getLogger("org.nucleus.admin.audit");

    private final Sources sources;
    private final Tenants tenants;

    /**
     * What is asked.
     *
     * @param user who asks
     * @param target what the path and the headers name
     */
    record Request(User user, Target target, byte[] body) {
        String id() {
            return target.id();
        }

        LongPredicate wanted() {
            return Revisions.wanted(target.ifMatch());
        }
    }

    /**
     * What is asked for.
     *
     * @param id of the source or tenant in the path; empty where there is none
     * @param secret label or fingerprint in the path; empty where there is none
     * @param ifMatch the header
     */
    record Target(String id, String secret, Optional<String> ifMatch) {}

    /**
     * One of them.
     *
     * @param path with {@code :id} for a source's or tenant's, {@code :secret} for a secret's
     * @param handler may block
     */
    record Operation(HttpMethod method, String path, BiFunction<Api, Request, Answer> handler) {
        private boolean isAt(String other) {
            String[] own = path.split("/");
            String[] theirs = other.split("/");
            boolean same = own.length == theirs.length;
            for (int i = 0; same && i < own.length; i++) {
                same = own[i].startsWith(":") || own[i].equals(theirs[i]);
            }
            return same;
        }
    }

    static final List<Operation> OPERATIONS =
            List.of(
                    new Operation(HttpMethod.GET, SOURCES, (api, request) -> api.listSources()),
                    new Operation(HttpMethod.POST, SOURCES, Api::addSource),
                    new Operation(HttpMethod.GET, SOURCE, Api::findSource),
                    new Operation(HttpMethod.PATCH, SOURCE, Api::patchSource),
                    new Operation(HttpMethod.POST, SOURCE + "/rotate", Api::rotate),
                    new Operation(HttpMethod.POST, SOURCE + "/secrets", Api::addSecret),
                    new Operation(
                            HttpMethod.DELETE, SOURCE + "/secrets/:secret", Api::removeSecret),
                    new Operation(HttpMethod.POST, SOURCE + "/pause", Api::pause),
                    new Operation(HttpMethod.POST, SOURCE + "/resume", Api::resume),
                    new Operation(HttpMethod.POST, SOURCE + "/revoke", Api::revoke),
                    new Operation(HttpMethod.GET, TENANTS, (api, request) -> api.listTenants()),
                    new Operation(HttpMethod.POST, TENANTS, Api::addTenant),
                    new Operation(HttpMethod.GET, TENANT, Api::findTenant),
                    new Operation(HttpMethod.PATCH, TENANT, Api::patchTenant),
                    new Operation(HttpMethod.POST, TENANT + "/retire", Api::retire));

    /** Over the node's sources and tenants. */
    public Api(Sources sources, Tenants tenants) {
        this.sources = sources;
        this.tenants = tenants;
    }

    /** The moment of an answer. */
    Instant now() {
        return sources.now();
    }

    /**
     * The methods of an address, as {@code Allow} tells them (RFC 9110 10.2.1).
     *
     * @param path as sent
     */
    static String allowed(String path) {
        return OPERATIONS.stream()
                .filter(operation -> operation.isAt(path))
                .map(operation -> operation.method().name())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Answer listSources() {
        return Answer.ok(SourceJson.of(sources.list(), sources.now()));
    }

    private Answer findSource(Request request) {
        return ofSource(sources.find(request.id()));
    }

    private Answer addSource(Request request) {
        return source(request, "added", sources.add(request.body())).created(SOURCES);
    }

    private Answer patchSource(Request request) {
        return source(
                request, "changed", sources.patch(request.id(), request.wanted(), request.body()));
    }

    private Answer rotate(Request request) {
        return source(
                request, "rotated", sources.rotate(request.id(), request.wanted(), request.body()));
    }

    private Answer addSecret(Request request) {
        return source(
                request,
                "given a secret",
                sources.addSecret(request.id(), request.wanted(), request.body()));
    }

    private Answer removeSecret(Request request) {
        return source(
                request,
                "rid of a secret",
                sources.removeSecret(request.id(), request.wanted(), request.target().secret()));
    }

    private Answer pause(Request request) {
        return source(request, "paused", sources.pause(request.id(), request.wanted()));
    }

    private Answer resume(Request request) {
        return source(request, "resumed", sources.resume(request.id(), request.wanted()));
    }

    private Answer revoke(Request request) {
        return source(request, "revoked", sources.revoke(request.id(), request.wanted()));
    }

    private Answer listTenants() {
        return Answer.ok(TenantJson.of(tenants.list()));
    }

    private Answer findTenant(Request request) {
        return ofTenant(tenants.find(request.id()));
    }

    private Answer addTenant(Request request) {
        return tenant(request, "added", tenants.add(request.body())).created(TENANTS);
    }

    private Answer patchTenant(Request request) {
        return tenant(
                request, "changed", tenants.patch(request.id(), request.wanted(), request.body()));
    }

    private Answer retire(Request request) {
        return tenant(request, "retired", tenants.retire(request.id(), request.wanted()));
    }

    private Answer ofSource(Outcome<Source> outcome) {
        Instant now = sources.now();
        return Answer.of(outcome, source -> SourceJson.of(source, now), Problem.unknownSource());
    }

    private static Answer ofTenant(Outcome<Tenant> outcome) {
        return Answer.of(outcome, TenantJson::of, Problem.unknownTenant());
    }

    private Answer source(Request request, String verb, Outcome<Source> outcome) {
        changed(outcome)
                .ifPresent(
                        source ->
                                audit.atInfo()
                                        .addKeyValue("user", request.user().id())
                                        .addKeyValue("tenant", source.tenant())
                                        .addKeyValue("source", source.id())
                                        .log("Source " + verb));
        return ofSource(outcome);
    }

    private static Answer tenant(Request request, String verb, Outcome<Tenant> outcome) {
        changed(outcome)
                .ifPresent(
                        tenant ->
                                audit.atInfo()
                                        .addKeyValue("user", request.user().id())
                                        .addKeyValue("tenant", tenant.id())
                                        .log("Tenant " + verb));
        return ofTenant(outcome);
    }

    /** What was done, for one line in the log; nothing of what was refused. */
    private static <T> Optional<T> changed(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> Optional.of(done.value());
            case Outcome.Made<T> made -> Optional.of(made.value());
            case Outcome.Unknown<T> ignored -> Optional.empty();
            case Outcome.UnknownSecret<T> ignored -> Optional.empty();
            case Outcome.Stale<T> ignored -> Optional.empty();
            case Outcome.Invalid<T> ignored -> Optional.empty();
            case Outcome.Conflict<T> ignored -> Optional.empty();
        };
    }
}

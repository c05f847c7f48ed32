package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.apache.kafka.common.KafkaException;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.xapi.AcceptedStatement;
import org.nucleus.collector.xapi.AlternateSyntax;
import org.nucleus.collector.xapi.StatementsIntake;
import org.nucleus.collector.xapi.StatementsOutcome;
import org.nucleus.collector.xapi.StatementsRequest;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.UuidText;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way in for xAPI statements: {@code POST} and {@code PUT} of {@code /xapi/statements}, plain,
 * multipart or in the alternate syntax of 1.0.3. All statements of a request are stored, or none
 * (xAPI 1.0.3 Communication 2.1).
 */
final class StatementsDoor implements Door {
    private static final CharSequence VERSION = HttpHeaders.createOptimized(XapiVersion.HEADER);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Gate gate;
    private final StatementsIntake intake;
    private final KnownIds knownIds;
    private final Appends appends;
    private final ClockText clock;

    /** What all event loops share of this door. */
    record Parts(Gate gate, StatementsIntake intake, KnownIds knownIds, Appends appends) {}

    StatementsDoor(Parts parts, ClockText clock) {
        this.gate = parts.gate();
        this.intake = parts.intake();
        this.knownIds = parts.knownIds();
        this.appends = parts.appends();
        this.clock = clock;
    }

    @Override
    public Format format() {
        return Format.XAPI;
    }

    @Override
    public boolean credentialInBody(HttpServerRequest request) {
        return request.query() != null
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && request.params().contains("method");
    }

    @Override
    public Optional<Problem> objection(HttpServerRequest request) {
        return Optional.empty();
    }

    @Override
    public void handle(Exchange exchange, byte[] body) {
        if (exchange.source() == null) {
            Optional<String> authorization =
                    AlternateSyntax.authorization(request(exchange, body, ""));
            if (!gate.admits(exchange, format(), authorization.orElse(null))) {
                return;
            }
        }
        switch (intake.decide(request(exchange, body, exchange.source().id()))) {
            case StatementsOutcome.Refuse refuse ->
                    exchange.refuse(Problem.invalid(refuse.status(), refuse.violations()));
            case StatementsOutcome.Store store -> {
                exchange.response().putHeader(VERSION, store.version().wire());
                store(exchange, store, stored -> answer(stored, store));
            }
        }
    }

    private static List<Violation> ungranted(Source source, StatementsOutcome.Store store) {
        if (source.policy().namespaces().isEmpty()) {
            return List.of();
        }
        List<Violation> all = new ArrayList<>();
        for (int i = 0; i < store.statements().size(); i++) {
            Slice statement = store.statements().get(i).bytes();
            String place = isInArray(statement) ? "/" + i : "";
            Namespaces.ofStatement(source.policy(), statement)
                    .forEach(violation -> all.add(violation.under(place)));
        }
        return all;
    }

    private static boolean isInArray(Slice statement) {
        int at = statement.from() - 1;
        while (at >= 0 && statement.bytes()[at] <= ' ') {
            at--;
        }
        return at >= 0 && (statement.bytes()[at] == '[' || statement.bytes()[at] == ',');
    }

    private static StatementsRequest request(Exchange exchange, byte[] body, String source) {
        HttpServerRequest request = exchange.request();
        return new StatementsRequest(
                request.method().name(),
                header(request, HttpHeaders.CONTENT_TYPE),
                header(request, VERSION),
                query(request),
                Slice.of(body),
                source);
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static Map<String, List<String>> query(HttpServerRequest request) {
        if (request.query() == null) {
            return Map.of();
        }
        Map<String, List<String>> query = new HashMap<>();
        for (Map.Entry<String, String> parameter : request.params()) {
            query.computeIfAbsent(parameter.getKey(), ignored -> new ArrayList<>())
                    .add(parameter.getValue());
        }
        return query;
    }

    /**
     * Stores all of a request's statements, or answers why none is stored. Goes on to append at
     * once, or after suspects were read back from the log.
     *
     * @param stored answers once all is on the log
     */
    void store(Exchange exchange, StatementsOutcome.Store store, Consumer<Exchange> stored) {
        List<Violation> ungranted = ungranted(exchange.source(), store);
        if (!ungranted.isEmpty()) {
            exchange.refuse(Problem.namespace(ungranted));
            return;
        }
        KnownIds.Look look = knownIds.look(exchange.source().tenant(), store.statements());
        if (look.suspects().isEmpty()) {
            append(exchange, store, look, stored);
            return;
        }
        Context eventLoop = Vertx.currentContext();
        eventLoop
                .executeBlocking(() -> knownIds.conflicts(look.suspects()), false)
                .onSuccess(
                        conflicts ->
                                exchange.step(
                                        () -> {
                                            if (conflicts.isEmpty()) {
                                                append(exchange, store, look, stored);
                                            } else {
                                                exchange.refuse(Problem.conflict(conflicts));
                                            }
                                        }))
                .onFailure(failure -> unreadable(exchange, failure));
    }

    private static void unreadable(Exchange exchange, Throwable failure) {
        if (failure instanceof KafkaException) {
            exchange.refuse(Problem.logUnavailable());
        } else {
            exchange.failed(failure);
        }
    }

    private void append(
            Exchange exchange,
            StatementsOutcome.Store store,
            KnownIds.Look look,
            Consumer<Exchange> stored) {
        appends.append(
                exchange,
                StatementRecords.of(store, exchange.source(), clock.now()),
                (done, positions) -> {
                    knownIds.remember(done.source().tenant(), store.statements(), look, positions);
                    done.sourceMeters().acceptedEvents().increment(store.statements().size());
                    stored.accept(done);
                });
    }

    private static void answer(Exchange exchange, StatementsOutcome.Store store) {
        switch (store.answer()) {
            case IDS -> exchange.answer(200, JSON, ids(store.statements()));
            case NO_CONTENT -> exchange.answer(204);
        }
    }

    private static Buffer ids(List<AcceptedStatement> statements) {
        int one = UuidText.LENGTH + 3;
        byte[] json = new byte[Math.max(2, 1 + one * statements.size())];
        for (int i = 0; i < statements.size(); i++) {
            int at = 1 + one * i;
            json[at - 1] = ',';
            json[at] = '"';
            UuidText.write(statements.get(i).id(), json, at + 1);
            json[at + 1 + UuidText.LENGTH] = '"';
        }
        json[0] = '[';
        json[json.length - 1] = ']';
        return Buffer.buffer(json);
    }
}

package org.nucleus.collector.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

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

import java.time.Instant;
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
    private final Desk desk;
    private final StatementsStore store;
    private final ClockText clock;

    /** What all event loops share of this door. */
    record Parts(Gate gate, StatementsIntake intake, Desk desk, StatementsStore store) {}

    StatementsDoor(Parts parts, ClockText clock) {
        this.gate = parts.gate();
        this.intake = parts.intake();
        this.desk = parts.desk();
        this.store = parts.store();
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
        read(
                exchange,
                request(exchange, body, exchange.source().id()),
                taken -> {
                    StatementsOutcome.Store outcome = taken.statements().outcome();
                    exchange.response().putHeader(VERSION, outcome.version().wire());
                    store.store(exchange, taken.statements(), stored -> answer(stored, outcome));
                });
    }

    /**
     * Stores all of a request's statements, or answers why none is stored.
     *
     * @param stored answers once all is on the log
     */
    void take(Exchange exchange, StatementsRequest request, Consumer<Exchange> stored) {
        read(exchange, request, taken -> store.store(exchange, taken.statements(), stored));
    }

    private sealed interface Read {}

    private record Taken(StatementsStore.Statements statements) implements Read {}

    private record Refused(Problem problem) implements Read {}

    private void read(Exchange exchange, StatementsRequest request, Consumer<Taken> then) {
        Source source = exchange.source();
        Instant now = clock.now();
        desk.read(
                exchange,
                request.body().length(),
                most -> read(intake.decide(request, most), source, now),
                read -> {
                    switch (read) {
                        case Taken taken -> then.accept(taken);
                        case Refused refused -> exchange.refuse(refused.problem());
                    }
                });
    }

    private static Optional<Read> read(StatementsOutcome outcome, Source source, Instant now) {
        return switch (outcome) {
            case StatementsOutcome.Refuse refuse ->
                    refuse.status() == StatementsOutcome.TOO_MANY
                            ? Optional.empty()
                            : Optional.of(
                                    new Refused(
                                            Problem.invalid(refuse.status(), refuse.violations())));
            case StatementsOutcome.Store store -> {
                List<Violation> ungranted = ungranted(source, store);
                yield Optional.of(
                        ungranted.isEmpty()
                                ? new Taken(
                                        new StatementsStore.Statements(
                                                store, StatementRecords.of(store, source, now)))
                                : new Refused(Problem.namespace(ungranted)));
            }
        };
    }

    private static List<Violation> ungranted(Source source, StatementsOutcome.Store store) {
        if (source.policy().namespaces().isEmpty()) {
            return List.of();
        }
        List<Violation> all = new ArrayList<>();
        for (int i = 0; i < store.statements().size(); i++) {
            String place = store.place(i);
            Namespaces.ofStatement(source.policy(), store.statements().get(i).bytes())
                    .forEach(violation -> all.add(violation.under(place)));
        }
        return all;
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

    private static void answer(Exchange exchange, StatementsOutcome.Store store) {
        switch (store.answer()) {
            case IDS, ID -> exchange.answer(200, JSON, ids(store.statements()));
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

package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.nucleus.collector.xapi.AcceptedStatement;
import org.nucleus.collector.xapi.StatementsOutcome;
import org.nucleus.model.Format;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Puts the statements of a request on the log, unless the id of one is known with other content.
 */
final class StatementsStore {
    private final KnownIds knownIds;
    private final Appends appends;

    StatementsStore(KnownIds knownIds, Appends appends) {
        this.knownIds = knownIds;
        this.appends = appends;
    }

    /**
     * What is to be stored of a request.
     *
     * @param outcome that says so
     * @param records of its statements, in the order sent
     */
    record Statements(
            StatementsOutcome.Store outcome, List<ProducerRecord<byte[], byte[]>> records) {
        private List<AcceptedStatement> all() {
            return outcome.statements();
        }
    }

    /**
     * Appends all at once, or after suspects were read back from the log; or answers why none is
     * stored. To be called on the exchange's event loop.
     *
     * @param stored answers once all is on the log
     */
    void store(Exchange exchange, Statements statements, Consumer<Exchange> stored) {
        KnownIds.Look look = knownIds.look(exchange.source().tenant(), statements.all());
        if (look.suspects().isEmpty()) {
            append(exchange, statements, look, stored);
            return;
        }
        Optional<CompletableFuture<List<Violation>>> conflicts =
                knownIds.conflicts(
                        exchange.source().id(), look.suspects(), statements.outcome()::place);
        if (conflicts.isEmpty()) {
            exchange.refuse(Problem.sourceBusy(Format.XAPI));
            return;
        }
        Context eventLoop = Vertx.currentContext();
        CompletableFuture<List<Violation>> ignored =
                conflicts
                        .get()
                        .whenComplete(
                                (found, failure) -> {
                                    Runnable next =
                                            failure == null
                                                    ? () ->
                                                            settle(
                                                                    exchange,
                                                                    statements,
                                                                    look,
                                                                    found,
                                                                    stored)
                                                    : () -> unreadable(exchange, failure);
                                    eventLoop.runOnContext(now -> exchange.step(next));
                                });
    }

    private void settle(
            Exchange exchange,
            Statements statements,
            KnownIds.Look look,
            List<Violation> conflicts,
            Consumer<Exchange> stored) {
        if (conflicts.isEmpty()) {
            append(exchange, statements, look, stored);
        } else {
            exchange.refuse(Problem.conflict(conflicts));
        }
    }

    private static void unreadable(Exchange exchange, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof KafkaException) {
            exchange.refuse(Problem.logUnavailable());
        } else {
            exchange.failed(cause);
        }
    }

    private void append(
            Exchange exchange,
            Statements statements,
            KnownIds.Look look,
            Consumer<Exchange> stored) {
        appends.append(
                exchange,
                statements.records(),
                (done, positions) -> {
                    knownIds.remember(done.source().tenant(), statements.all(), look, positions);
                    done.sourceMeters().acceptedEvents().increment(statements.all().size());
                    stored.accept(done);
                });
    }
}

package org.nucleus.collector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

import org.nucleus.collector.bulk.DirectUploads;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.model.Source;
import org.nucleus.model.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Answers {@code POST /bulk/{source}/uploads} with the address at which the source may put one
 * file, once the log knows that it is expected.
 */
final class Tickets {
    private static final Logger log = LoggerFactory.getLogger(Tickets.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final CharSequence JSON_TYPE = HttpHeaders.createOptimized("application/json");

    private final CollectorParts.Bulk bulk;

    Tickets(CollectorParts.Bulk bulk) {
        this.bulk = bulk;
    }

    /** For an exchange whose source is known. */
    void issue(Exchange exchange) {
        if (bulk.direct().isEmpty()) {
            exchange.refuse(Problem.noStore());
            return;
        }
        DirectUploads store = bulk.direct().get();
        switch (TicketHead.read(exchange.request(), store.mostBytes())) {
            case TicketHead.Refused refused -> exchange.refuse(refused.problem());
            case TicketHead.Readable head -> issue(exchange, store, head);
        }
    }

    private void issue(Exchange exchange, DirectUploads store, TicketHead.Readable head) {
        Source source = exchange.source();
        if (SourceFiles.reader(source, Optional.empty()).isEmpty()) {
            exchange.refuse(Problem.noLines(source.format().name()));
        } else if (isBegun(source, head.upload())) {
            exchange.refuse(Problem.uploadKnown());
        } else {
            Vertx.currentContext()
                    .executeBlocking(() -> store.ticket(source, head.upload(), head.file()), false)
                    .onSuccess(
                            ticket -> exchange.step(() -> expect(exchange, head.upload(), ticket)))
                    .onFailure(failure -> failed(exchange, failure));
        }
    }

    private boolean isBegun(Source source, String id) {
        return bulk.uploads()
                .find(source.id(), id)
                .filter(known -> known.received() > 0 || known.over())
                .isPresent();
    }

    private void expect(Exchange exchange, String id, DirectUploads.Ticket ticket) {
        Context eventLoop = Vertx.currentContext();
        Upload expected = bulk.uploads().expected(exchange.source().id(), id);
        CompletableFuture<Void> ignored =
                bulk.uploads()
                        .note(expected)
                        .thenAccept(
                                outcome ->
                                        eventLoop.runOnContext(
                                                now ->
                                                        exchange.step(
                                                                () ->
                                                                        answer(
                                                                                exchange, expected,
                                                                                ticket, outcome))));
    }

    private static void answer(
            Exchange exchange,
            Upload expected,
            DirectUploads.Ticket ticket,
            AppendOutcome outcome) {
        if (!(outcome instanceof AppendOutcome.Appended)) {
            exchange.refuse(Problem.logUnavailable());
            return;
        }
        if (!exchange.finished()) {
            BulkHead.name(exchange, expected.source(), expected.id());
        }
        exchange.answer(201, JSON_TYPE, json(expected, ticket));
    }

    private static void failed(Exchange exchange, Throwable failure) {
        if (failure instanceof DirectUploads.StoreUnavailable unavailable) {
            log.atWarn()
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("No address for an upload can be made");
            exchange.refuse(Problem.storeUnavailable());
        } else {
            exchange.failed(failure);
        }
    }

    private static Buffer json(Upload expected, DirectUploads.Ticket ticket) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("upload", expected.id());
            json.writeStringField("source", expected.source());
            json.writeStringField("method", ticket.method());
            json.writeStringField("url", ticket.address().toString());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : new TreeMap<>(ticket.headers()).entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeStringField("expires", ticket.expires().toString());
            json.writeStringField("progress", UploadProgress.location(expected));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}

package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.apache.kafka.common.KafkaException;
import org.nucleus.collector.bulk.BodyPipe;
import org.nucleus.collector.bulk.BulkRequest;
import org.nucleus.collector.bulk.ErrorReport;
import org.nucleus.collector.bulk.Received;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.model.Upload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The way in for large files: {@code POST /bulk/{source}} takes one, or a part of one, and answers
 * when it is on the log; {@code GET /bulk/{source}/uploads/{id}} tells how far it has come, {@code
 * …/errors} what of it was refused. {@code POST …/uploads} is for files that go by an object store.
 */
final class BulkDoor {
    static final String PATH = "/bulk/";
    private static final String UPLOADS = "uploads";
    private static final String ERRORS = "errors";
    private static final String CONTINUE = "100-continue";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NDJSON = HttpHeaders.createOptimized("application/x-ndjson");

    private final Gate gate;
    private final CollectorParts.Bulk bulk;
    private final BulkHead.Rules rules;
    private final Tickets tickets;

    BulkDoor(Gate gate, CollectorParts.Bulk bulk, BulkHead.Rules rules) {
        this.gate = gate;
        this.bulk = bulk;
        this.rules = rules;
        this.tickets = new Tickets(bulk);
    }

    /** {@code POST}. */
    void receive(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        List<String> path = path(request);
        if (path.size() == 2 && path.get(1).equals(UPLOADS)) {
            BodyReceiver.discardOf(exchange);
            if (admits(exchange, path) && exchange.isWithinLimits(exchange.source())) {
                tickets.issue(exchange);
            }
            return;
        }
        if (path.size() != 1) {
            refuse(exchange, Problem.notFound());
            return;
        }
        boolean waits = CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
        if (waits) {
            exchange.closeOnRefusal();
        }
        if (!admits(exchange, path)) {
            BodyReceiver.discardOf(exchange);
            return;
        }
        switch (BulkHead.read(exchange, rules)) {
            case BulkHead.Refused refused -> refuse(exchange, refused.problem());
            case BulkHead.Readable readable -> {
                BulkHead.name(exchange, readable.request().source().id(), readable.request().id());
                receive(exchange, readable.request(), waits);
            }
        }
    }

    private void receive(Exchange exchange, BulkRequest request, boolean waits) {
        HttpServerRequest body = exchange.request();
        Context eventLoop = Vertx.currentContext();
        BodyPipe pipe =
                new BodyPipe(
                        () ->
                                eventLoop.runOnContext(
                                        ignored -> {
                                            exchange.heard();
                                            body.resume();
                                        }));
        if (!exchange.hold(Uploads.BYTES_EACH)
                || !bulk.uploads().receive(request, pipe, got -> done(exchange, eventLoop, got))) {
            refuse(exchange, Problem.busy());
            return;
        }
        exchange.worksElsewhere();
        body.handler(chunk -> take(exchange, pipe, chunk));
        body.endHandler(
                ignored -> {
                    exchange.hasArrived();
                    pipe.end();
                });
        body.exceptionHandler(
                ignored -> {
                    pipe.cut();
                    exchange.abandoned();
                });
        if (waits) {
            Future<Void> ignored = exchange.response().writeContinue();
        }
    }

    /** A piece that cannot be kept cuts the body: what follows would have a hole before it. */
    private static void take(Exchange exchange, BodyPipe pipe, Buffer chunk) {
        exchange.heard();
        try {
            if (!pipe.offer(chunk.getBytes())) {
                exchange.request().pause();
            }
        } catch (Throwable e) {
            pipe.cut();
            exchange.failed(e);
        }
    }

    private static void done(Exchange exchange, Context eventLoop, Received received) {
        eventLoop.runOnContext(ignored -> exchange.step(() -> answer(exchange, received)));
    }

    private static void answer(Exchange exchange, Received received) {
        Upload upload = received.upload();
        if (!exchange.finished()) {
            exchange.response().putHeader("Upload-Offset", "" + upload.mark().offset());
        }
        if (!exchange.arrived()) {
            BodyReceiver.discardOf(exchange);
            exchange.request().resume();
        }
        switch (received.end()) {
            case COMPLETE -> exchange.answer(200, JSON, UploadProgress.json(upload));
            case PART -> exchange.answer(202, JSON, UploadProgress.json(upload));
            case CUT -> exchange.refuse(Problem.uploadCut());
            case BROKEN -> exchange.refuse(Problem.brokenContent());
            case NO_DOCUMENT -> exchange.refuse(Problem.noDocument());
            case LOG_UNAVAILABLE -> exchange.refuse(Problem.logUnavailable());
            case TOO_LARGE -> exchange.refuse(Problem.recordTooLarge());
            case OTHER_OFFSET -> exchange.refuse(Problem.uploadOffset());
            case OTHER_CONTENT -> exchange.refuse(Problem.uploadContent());
            case FAILED -> exchange.refuse(Problem.internal());
        }
    }

    /** {@code GET}. */
    void tell(Exchange exchange) {
        BodyReceiver.discardOf(exchange);
        List<String> path = path(exchange.request());
        boolean progress = path.size() == 3 && path.get(1).equals(UPLOADS);
        boolean errors =
                path.size() == 4 && path.get(1).equals(UPLOADS) && path.get(3).equals(ERRORS);
        if (!progress && !errors) {
            exchange.refuse(Problem.notFound());
            return;
        }
        if (!admits(exchange, path)) {
            return;
        }
        Optional<Upload> upload = bulk.uploads().find(path.get(0), path.get(2));
        if (upload.isEmpty()) {
            exchange.refuse(Problem.notFound());
        } else if (progress) {
            exchange.response().putHeader("Upload-Offset", "" + upload.get().mark().offset());
            exchange.answer(200, JSON, UploadProgress.json(upload.get()));
        } else {
            report(exchange, upload.get());
        }
    }

    private void report(Exchange exchange, Upload upload) {
        OptionalLong from = BulkHead.number(exchange.request().getParam("from"));
        if (from.isEmpty()) {
            exchange.refuse(Problem.malformedQuery());
            return;
        }
        Vertx.currentContext()
                .executeBlocking(() -> bulk.report().read(upload, from.getAsLong()), false)
                .onSuccess(page -> exchange.step(() -> answer(exchange, upload, page)))
                .onFailure(failure -> unreadable(exchange, failure));
    }

    private static void answer(Exchange exchange, Upload upload, ErrorReport.Page page) {
        page.next()
                .ifPresent(
                        next ->
                                exchange.response()
                                        .putHeader(
                                                "Link",
                                                "<%s/errors?from=%d>; rel=\"next\""
                                                        .formatted(
                                                                UploadProgress.location(upload),
                                                                next)));
        exchange.answer(200, NDJSON, Buffer.buffer(page.ndjson()));
    }

    private static void unreadable(Exchange exchange, Throwable failure) {
        if (failure instanceof KafkaException) {
            exchange.refuse(Problem.logUnavailable());
        } else {
            exchange.failed(failure);
        }
    }

    private boolean admits(Exchange exchange, List<String> path) {
        return gate.admits(
                exchange, path.get(0), exchange.request().getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** What follows {@link #PATH}, in parts. */
    private static List<String> path(HttpServerRequest request) {
        return List.of(PlainPath.below(request.path(), PATH).split("/", -1));
    }

    private static void refuse(Exchange exchange, Problem problem) {
        BodyReceiver.discardOf(exchange);
        exchange.refuse(problem);
    }
}

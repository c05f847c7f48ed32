package org.nucleus.collector.http;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.nucleus.model.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One request from its head to its answer: what it holds of the in-flight bound, who sent it, and
 * that it is answered and counted exactly once. Lives on one event loop.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final CharSequence RETRY_AFTER_SECONDS = HttpHeaders.createOptimized("2");
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final List<String> CHALLENGES =
            List.of("Basic realm=\"nucleus\", charset=\"UTF-8\"", "Bearer realm=\"nucleus\"");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.CONTENT_TYPE);

    private final HttpServerRequest request;
    private final CollectorMeters meters;
    private final InflightBytes inflight;
    private final long startNanos = System.nanoTime();
    private long heardNanos = startNanos;
    private SourceMeters sourceMeters;
    private Source source;
    private long held;
    private boolean arrived;
    private boolean finished;
    private boolean closing;

    Exchange(HttpServerRequest request, CollectorMeters meters, InflightBytes inflight) {
        this.request = request;
        this.meters = meters;
        this.inflight = inflight;
        this.sourceMeters = meters.unauthenticated();
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    long startNanos() {
        return startNanos;
    }

    /** When its client last did something, as far as {@link #heard} was told. */
    long heardNanos() {
        return heardNanos;
    }

    /** Its client did something: a body of any size may take its time as long as it comes. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Does a step of its way; what is thrown is a defect of ours. */
    void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Logs a defect of ours and answers 500. */
    void failed(Throwable defect) {
        log.atError().setCause(defect).log("Request failed");
        refuseAndClose(Problem.internal());
    }

    /** Who sent it; null before {@link #sentBy}. */
    Source source() {
        return source;
    }

    SourceMeters sourceMeters() {
        return sourceMeters;
    }

    void sentBy(Source authenticated) {
        source = authenticated;
        sourceMeters = meters.of(authenticated);
    }

    /** Whether the whole request is here. */
    boolean arrived() {
        return arrived;
    }

    void hasArrived() {
        arrived = true;
    }

    /** Whether it was answered, or there is nobody left to answer. */
    boolean finished() {
        return finished;
    }

    /** Takes room of the in-flight bound until the answer; false where there is none. */
    boolean hold(long bytes) {
        if (!inflight.take(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Answers without body. */
    void answer(int status) {
        if (finish(status)) {
            Future<Void> ignored = response().setStatusCode(status).end();
        }
    }

    /** Answers with a body. */
    void answer(int status, CharSequence contentType, Buffer body) {
        if (finish(status)) {
            Future<Void> ignored =
                    response()
                            .setStatusCode(status)
                            .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                            .end(body);
        }
    }

    /** Answers with a problem; a body still on its way is read no further than it must be. */
    void refuse(Problem problem) {
        if (finished) {
            return;
        }
        meters.refused(problem.kind(), held);
        if (!finish(problem.status())) {
            return;
        }
        HttpServerResponse response =
                response()
                        .setStatusCode(problem.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
        switch (problem.status()) {
            case 401 -> response.putHeader(WWW_AUTHENTICATE, CHALLENGES);
            case 503 -> {
                if (!response.headers().contains(RETRY_AFTER)) {
                    response.putHeader(RETRY_AFTER, RETRY_AFTER_SECONDS);
                }
            }
            default -> {}
        }
        if (closing) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .endHandler(ignored -> request.connection().close());
        }
        Future<Void> ignored = response.end(problem.toJson());
    }

    /** Answers with a problem and hangs up. */
    void refuseAndClose(Problem problem) {
        closeOnRefusal();
        refuse(problem);
    }

    /** From here on a refusal hangs up too, since the client may never send its body. */
    void closeOnRefusal() {
        closing = true;
    }

    /** The client left before all of the request was here. */
    void abandoned() {
        if (!finished && !arrived) {
            sourceMeters.abandonedRequests().increment();
            release();
        }
    }

    private boolean finish(int status) {
        if (finished) {
            return false;
        }
        boolean told = !response().closed();
        Counter outcome = told ? sourceMeters.answered(status) : sourceMeters.abandonedRequests();
        outcome.increment();
        meters.latency().record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        release();
        return told;
    }

    private void release() {
        finished = true;
        inflight.giveBack(held);
        held = 0;
    }
}

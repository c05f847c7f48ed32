package org.nucleus.collector.http;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

import org.nucleus.model.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One request from its head to its answer: what it holds of the node's bounds and of its source's,
 * who sent it, and that it is answered and counted exactly once. Lives on one event loop.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final CharSequence RETRY_AFTER_SECONDS = HttpHeaders.createOptimized("2");
    private static final long NO_ERROR = 0;

    /** How long the answer to a source beyond its limits waits, since it may send again at once. */
    private static final long CALM_MILLIS = 250;

    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final List<String> CHALLENGES =
            List.of("Basic realm=\"nucleus\", charset=\"UTF-8\"", "Bearer realm=\"nucleus\"");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.CONTENT_TYPE);

    private final HttpServerRequest request;
    private final CollectorMeters meters;
    private final Holding holding;
    private final long startNanos = System.nanoTime();
    private long heardNanos = startNanos;
    private SourceMeters sourceMeters;
    private Source source;
    private boolean arrived;
    private boolean finished;
    private boolean closing;

    Exchange(HttpServerRequest request, Dispatcher.Parts parts) {
        this.request = request;
        this.meters = parts.meters();
        this.holding = new Holding(parts.inflight(), parts.quotas(), parts.diskIsLow());
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

    /** Whether its sender does not send it again, whatever it is answered. */
    boolean isOnce() {
        return holding.isOnce();
    }

    /** Its sender does not send it again; to be told before anything is asked of its limits. */
    void comesOnce() {
        holding.comesOnce();
    }

    void sentBy(Source authenticated) {
        source = authenticated;
        sourceMeters = meters.of(authenticated);
        holding.sentBy(authenticated);
    }

    /**
     * Whether a source is within its limits so far; where not, this has been refused. Asked as
     * early as can be, so that what is beyond costs next to nothing.
     *
     * @param sender who sent it, or says so
     */
    boolean isWithinLimits(Source sender) {
        return goesOn(holding.objection(sender));
    }

    /** Takes room for bytes of its body until the answer; where there is none, it is refused. */
    boolean hold(long bytes) {
        return goesOn(holding.takeBytes(bytes));
    }

    /**
     * Whether it may append so many events now; where not, it has been refused. To be asked once,
     * when its source is known.
     */
    boolean mayAppend(int events) {
        return goesOn(holding.takePlace(events));
    }

    /** Whether the whole request is here. */
    boolean arrived() {
        return arrived;
    }

    void hasArrived() {
        arrived = true;
    }

    /** Whether nothing more of it is to come, neither from its client nor from here. */
    boolean isOver() {
        return finished && arrived;
    }

    /** Whether it was answered, or there is nobody left to answer. */
    boolean finished() {
        return finished;
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
        if (settle(problem)) {
            tell(problem);
        }
    }

    private boolean goesOn(Optional<Holding.Refusal> refusal) {
        refusal.ifPresent(this::refuse);
        return refusal.isEmpty();
    }

    /**
     * The request is over with at once. To a source that sends too much the answer waits a little,
     * and nothing more is read meanwhile: a client that sends again at once would otherwise keep
     * this event loop as busy with refusals as it did with events.
     */
    private void refuse(Holding.Refusal refusal) {
        if (!settle(refusal.problem())) {
            return;
        }
        response().putHeader(RETRY_AFTER, Long.toString(refusal.retrySeconds()));
        if (!refusal.calmly()) {
            tell(refusal.problem());
            return;
        }
        request.pause();
        Vertx.currentContext()
                .owner()
                .setTimer(CALM_MILLIS, ignored -> tellAtLast(refusal.problem()));
    }

    private void tellAtLast(Problem problem) {
        request.resume();
        if (!response().closed()) {
            tell(problem);
        }
    }

    private boolean settle(Problem problem) {
        if (finished) {
            return false;
        }
        meters.refused(problem.kind(), holding.bytes());
        return finish(problem.status());
    }

    private void tell(Problem problem) {
        HttpServerResponse response =
                response()
                        .setStatusCode(problem.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
        if (problem.status() == 401) {
            response.putHeader(WWW_AUTHENTICATE, CHALLENGES);
        } else if (problem.status() == 503 && !response.headers().contains(RETRY_AFTER)) {
            response.putHeader(RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (closing) {
            if (!multiplexed()) {
                response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            response.endHandler(ignored -> hangUp());
        }
        Future<Void> ignored = response.end(problem.toJson());
    }

    /** Answers with a problem and hangs up. */
    void refuseAndClose(Problem problem) {
        closeOnRefusal();
        refuse(problem);
    }

    /** Ends the connection; where it carries other requests too, only this one's stream. */
    void hangUp() {
        if (multiplexed()) {
            arrived = true;
            Future<Void> ignored = response().reset(NO_ERROR);
        } else {
            Future<Void> ignored = request.connection().close();
        }
    }

    private boolean multiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** From here on a refusal hangs up too, since the client may never send its body. */
    void closeOnRefusal() {
        closing = true;
    }

    /** The client left, perhaps before all of the request was here; nothing more of it comes. */
    void abandoned() {
        if (!finished && !arrived) {
            sourceMeters.abandonedRequests().increment();
            release();
        }
        arrived = true;
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
        holding.release();
    }
}

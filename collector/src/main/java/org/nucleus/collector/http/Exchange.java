package org.nucleus.collector.http;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.nucleus.model.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One request from its head to its answer: what it holds of the node's bounds and of its source's,
 * who sent it, and that it is answered and counted exactly once. Lives on one event loop.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    /** How long the work on a request that is here may take before it counts as lost. */
    private static final long MOST_WORK_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final HttpServerRequest request;
    private final Reply reply;
    private final CollectorMeters meters;
    private final Holding holding;
    private final long startNanos = System.nanoTime();
    private long heardNanos = startNanos;
    private SourceMeters sourceMeters;
    private Source source;
    private boolean arrived;
    private boolean finished;
    private boolean elsewhere;

    Exchange(HttpServerRequest request, Dispatcher.Parts parts) {
        this.request = request;
        this.reply = new Reply(request, () -> arrived = true);
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

    /** Does a step of its way; whatever is thrown is a defect of ours and ends the request. */
    void step(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            failed(e);
        }
    }

    /**
     * Logs a defect of ours and answers 500; where even that fails, or an answer was begun before,
     * hangs up. Holds nothing afterwards.
     */
    void failed(Throwable defect) {
        boolean stuck = finished;
        try {
            log.atError().setCause(defect).log("Request failed");
            refuseAndClose(Problem.internal());
        } catch (Throwable ignored) {
            stuck = true;
        } finally {
            release();
        }
        if (stuck && !response().ended()) {
            reply.hangUp();
        }
    }

    /** Ends it where its client, or the work on it, takes longer than it may. */
    void sweep(long nowNanos, long requestTimeoutNanos) {
        if (!arrived && nowNanos - heardNanos > requestTimeoutNanos) {
            if (finished) {
                reply.hangUp();
            } else {
                refuseAndClose(Problem.tooSlow());
            }
        } else if (arrived && !finished && !elsewhere && nowNanos - heardNanos > MOST_WORK_NANOS) {
            log.atError().log("The work on a request did not end; its client is told to try again");
            refuseAndClose(Problem.overdue());
        }
    }

    /** A thread of its own works on it, and ends it, however long that takes. */
    void worksElsewhere() {
        elsewhere = true;
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

    /** Its sender is known; false where there is no room for what came before, and refused. */
    boolean sentBy(Source authenticated) {
        source = authenticated;
        sourceMeters = meters.of(authenticated);
        return goesOn(holding.sentBy(authenticated));
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
        heard();
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
            reply.send(status);
        }
    }

    /** Answers with a body. */
    void answer(int status, CharSequence contentType, Buffer body) {
        if (finish(status)) {
            reply.send(status, contentType, body);
        }
    }

    /** Answers with a problem; a body still on its way is read no further than it must be. */
    void refuse(Problem problem) {
        if (settle(problem)) {
            reply.send(problem);
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
        reply.retryAfter(refusal.retrySeconds());
        if (refusal.calmly()) {
            reply.sendCalmly(refusal.problem());
        } else {
            reply.send(refusal.problem());
        }
    }

    private boolean settle(Problem problem) {
        if (finished) {
            return false;
        }
        meters.refused(problem.kind(), holding.bytes());
        return finish(problem.status());
    }

    /** Answers with a problem and hangs up. */
    void refuseAndClose(Problem problem) {
        closeOnRefusal();
        refuse(problem);
    }

    /** From here on a refusal hangs up too, since the client may never send its body. */
    void closeOnRefusal() {
        reply.closeOnProblem();
    }

    /** The client left, perhaps before all of the request was here; nothing more of it comes. */
    void abandoned() {
        boolean incomplete = !finished && !arrived;
        arrived = true;
        if (incomplete) {
            release();
            sourceMeters.abandonedRequests().increment();
        }
    }

    private boolean finish(int status) {
        if (finished) {
            return false;
        }
        release();
        boolean told = !response().closed();
        Counter outcome = told ? sourceMeters.answered(status) : sourceMeters.abandonedRequests();
        outcome.increment();
        meters.latency().record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        return told;
    }

    private void release() {
        finished = true;
        holding.release();
    }
}

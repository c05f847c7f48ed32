package org.nucleus.collector.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

import java.util.List;

/**
 * How the answer to one request gets to its client, and how the client is hung up on. Which answer,
 * and that there is one only, is up to {@link Exchange}.
 */
final class Reply {
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
    private final Runnable hungUp;
    private boolean closing;

    /**
     * @param hungUp hears that nothing more of the request is to come
     */
    Reply(HttpServerRequest request, Runnable hungUp) {
        this.request = request;
        this.hungUp = hungUp;
    }

    void send(int status) {
        Future<Void> ignored = request.response().setStatusCode(status).end();
    }

    void send(int status, CharSequence contentType, Buffer body) {
        Future<Void> ignored =
                request.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                        .end(body);
    }

    void send(Problem problem) {
        HttpServerResponse response =
                request.response()
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

    /**
     * The same a little later, and nothing more is read meanwhile: a client that sends again at
     * once would otherwise keep this event loop as busy with refusals as it did with events.
     */
    void sendCalmly(Problem problem) {
        request.pause();
        Vertx.currentContext().owner().setTimer(CALM_MILLIS, ignored -> sendAtLast(problem));
    }

    private void sendAtLast(Problem problem) {
        try {
            request.resume();
            if (!request.response().closed()) {
                send(problem);
            }
        } finally {
            if (!request.response().ended()) {
                hangUp();
            }
        }
    }

    void retryAfter(long seconds) {
        request.response().putHeader(RETRY_AFTER, Long.toString(seconds));
    }

    /** From here on a problem hangs up too. */
    void closeOnProblem() {
        closing = true;
    }

    /** Ends the connection; where it carries other requests too, only this one's stream. */
    void hangUp() {
        hungUp.run();
        if (multiplexed()) {
            Future<Void> ignored = request.response().reset(NO_ERROR);
        } else {
            Future<Void> ignored = request.connection().close();
        }
    }

    private boolean multiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }
}

package org.nucleus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

@Timeout(30)
class LoadLoopTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void stopsByItselfAndCountsWhatWasAnswered() throws IOException {
        int port = serve(request -> request.response().setStatusCode(204).end());

        LoadResult result = LoadLoop.run(Plans.closed(port, 1), clock);

        assertThat(result.answered()).isEqualTo(received.get()).isPositive();
        assertThat(result.requests()).isPositive().isLessThan(result.answered());
        assertThat(result.refused()).isZero();
        assertThat(result.unanswered()).isZero();
        assertThat(result.p50()).isPositive().isLessThanOrEqualTo(result.p99());
        assertThat(ids).hasSize((int) received.get());
    }

    @Test
    void countsEveryAnswerThatIsNot2xxAsRefused() throws IOException {
        AtomicLong turn = new AtomicLong();
        int port =
                serve(
                        request ->
                                request.response()
                                        .setStatusCode(turn.getAndIncrement() % 2 == 0 ? 503 : 200)
                                        .end("{}"));

        LoadResult result = LoadLoop.run(Plans.closed(port, 1), clock);

        assertThat(result.refused()).isPositive();
        assertThat(result.answered() + result.refused()).isEqualTo(received.get());
    }

    @Test
    void goesAtTheRateAsked() throws IOException {
        int port = serve(request -> request.response().end("ok"));

        LoadResult result = LoadLoop.run(Plans.open(port, 10, 1000), clock);

        assertThat(result.answered()).isPositive().isLessThanOrEqualTo(51);
    }

    @Test
    void endsWhenTheServerClosesEveryConnection() throws IOException {
        int port = serve(request -> request.connection().close());

        LoadResult result = LoadLoop.run(Plans.closed(port, 1), clock);

        assertThat(result.answered()).isZero();
        assertThat(result.refused()).isEqualTo(4);
    }

    @Test
    void samplesWhatWasAnsweredAndWhen() throws IOException {
        int port = serve(request -> request.response().end("ok"));

        LoadResult result = LoadLoop.run(Plans.plan(port, 10, 1000, 0x100), clock);

        List<String> followed = ids.stream().filter(id -> id.endsWith("00")).toList();
        assertThat(result.samples()).isNotEmpty();
        assertThat(result.samples())
                .extracting(LoadResult.Sample::statementId)
                .containsExactlyInAnyOrderElementsOf(followed);
        assertThat(result.samples())
                .extracting(LoadResult.Sample::answeredMillis)
                .containsOnly(NOW.toEpochMilli());
    }

    private int serve(Consumer<HttpServerRequest> answer) {
        return vertx.createHttpServer()
                .requestHandler(
                        request ->
                                request.body()
                                        .onSuccess(
                                                body -> {
                                                    received.incrementAndGet();
                                                    String text = body.toString();
                                                    int id = text.indexOf(Plans.PREFIX);
                                                    ids.add(text.substring(id, id + 36));
                                                    answer.accept(request);
                                                }))
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** However a request ends, it is answered and holds nothing. */
final class ExchangeTest {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Source SOURCE =
            SampleSources.of("t", "a", Format.XAPI, Scheme.SECRET, "secret");

    private final InflightBytes inflight = new InflightBytes(1000, 500);
    private final Quotas quotas =
            new Quotas(new Quota.Bounds(1000, 10), new SourceRates(0), () -> false);
    private final Dispatcher.Parts parts =
            new Dispatcher.Parts(
                    new Cors(List.of()),
                    new CollectorMeters(new SimpleMeterRegistry(), inflight),
                    inflight,
                    quotas,
                    new HttpDate(Clock.systemUTC()),
                    false,
                    () -> false);
    private final AtomicReference<Exchange> latest = new AtomicReference<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private volatile Consumer<Exchange> work = exchange -> exchange.answer(204);

    @BeforeEach
    void start() {
        server =
                vertx.createHttpServer()
                        .requestHandler(
                                request -> {
                                    Exchange exchange = new Exchange(request, parts);
                                    latest.set(exchange);
                                    request.exceptionHandler(ignored -> exchange.abandoned());
                                    exchange.step(() -> work.accept(exchange));
                                });
        join(server.listen(0, "127.0.0.1"));
    }

    @AfterEach
    void stop() {
        join(vertx.close());
        assertThat(inflight.taken()).as("bytes in flight").isZero();
        assertThat(quotas.of(SOURCE).places()).as("places").isZero();
        assertThat(quotas.of(SOURCE).takeBytes(1000)).as("room of the source").isTrue();
    }

    @Test
    void anErrorEndsInAnAnswer() {
        work =
                exchange -> {
                    hold(exchange);
                    throw new StackOverflowError("on purpose");
                };

        assertThat(post()).startsWith("HTTP/1.1 500 ");
    }

    @Test
    void anErrorAfterTheAnswerWasBegunEndsTheConnection() {
        work =
                exchange -> {
                    hold(exchange);
                    exchange.answer(200, "text/plain\r\nno: header", null);
                };

        assertThat(post()).isEmpty();
    }

    @Test
    void workThatNeverEndsIsAnswered() {
        work =
                exchange -> {
                    hold(exchange);
                    exchange.hasArrived();
                    long now = System.nanoTime();
                    exchange.sweep(now + TimeUnit.SECONDS.toNanos(59), TIMEOUT_NANOS);
                    assertThat(exchange.finished()).isFalse();
                    exchange.sweep(now + TimeUnit.SECONDS.toNanos(61), TIMEOUT_NANOS);
                };

        assertThat(post()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: ");
    }

    @Test
    void whatComesBackAfterTheEndHoldsNothing() {
        work =
                exchange -> {
                    hold(exchange);
                    exchange.refuse(Problem.busy());
                    assertThat(exchange.hold(10)).isFalse();
                    assertThat(exchange.mayAppend(1)).isFalse();
                };

        assertThat(post()).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void whatComesBackToASenderWhoLeftHoldsNothing() {
        work = exchange -> exchange.hold(100);
        try (RawClient client = new RawClient(server.actualPort())) {
            client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
            await().until(() -> inflight.takenByStrangers() == 100);
        }
        await().until(() -> latest.get().finished());

        assertThat(latest.get().sentBy(SOURCE)).isTrue();
        assertThat(latest.get().mayAppend(1)).isFalse();
    }

    @Test
    void bytesOfAStrangerAreASourcesOnceItIsKnown() {
        work =
                exchange -> {
                    assertThat(exchange.hold(500)).isTrue();
                    assertThat(inflight.takenByStrangers()).isEqualTo(500);
                    assertThat(exchange.sentBy(SOURCE)).isTrue();
                    assertThat(inflight.takenByStrangers()).isZero();
                    assertThat(inflight.taken()).isEqualTo(500);
                    assertThat(exchange.hold(500)).isTrue();
                    exchange.answer(204);
                };

        assertThat(post()).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void aStrangerWhoTurnsOutToBeASourceIsRefusedWhereSourcesHaveNoRoom() {
        work =
                exchange -> {
                    assertThat(exchange.hold(500)).isTrue();
                    assertThat(inflight.take(800)).isTrue();
                    assertThat(exchange.sentBy(SOURCE)).isFalse();
                    inflight.giveBack(800);
                };

        assertThat(post()).startsWith("HTTP/1.1 503 ");
    }

    private void hold(Exchange exchange) {
        assertThat(exchange.hold(100)).isTrue();
        assertThat(exchange.sentBy(SOURCE)).isTrue();
        assertThat(exchange.hold(200)).isTrue();
        assertThat(exchange.mayAppend(1)).isTrue();
    }

    private String post() {
        return RawClient.exchange(
                server.actualPort(), "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}

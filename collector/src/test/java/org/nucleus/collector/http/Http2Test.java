package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.RunningCollector;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** HTTP/2 without TLS, and what HTTP/1.1 does with several requests at a time. */
final class Http2Test {
    private static final Vertx VERTX = Vertx.vertx();
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        collector =
                RunningCollector.start(
                        "collector.http.request.timeout", "1s", "collector.http.h2c", "true");
    }

    @AfterAll
    static void stop() {
        collector.close();
        VERTX.close().await();
    }

    @Test
    void upgradesWhoAsksForIt() throws Exception {
        java.net.http.HttpClient client =
                java.net.http.HttpClient.newBuilder()
                        .version(java.net.http.HttpClient.Version.HTTP_2)
                        .build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        answers.add(CompletableFuture.completedFuture(client.send(post(), text())));
        for (int i = 0; i < 90; i++) {
            answers.add(client.sendAsync(post(), text()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> got = answer.get(20, TimeUnit.SECONDS);
            assertThat(got.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
            assertThat(got.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void servesWhoKnowsItAlready() {
        HttpClientResponse answer = whole(client(), statement(id()));

        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void endsOneSlowRequestAndServesTheOthersOfItsConnection() {
        HttpClient client = client();
        HttpClientRequest slow = request(client);
        Future<HttpClientResponse> late = slow.response();
        slow.putHeader("Content-Length", "1000").sendHead().await();
        slow.write(Buffer.buffer("{")).await();
        HttpConnection connection = slow.connection();

        List<Integer> served = new ArrayList<>();
        while (!late.isComplete()) {
            HttpClientResponse answer = whole(client, statement(id()));
            assertThat(answer.request().connection()).isSameAs(connection);
            served.add(answer.statusCode());
        }

        assertThat(late.await().statusCode()).isEqualTo(408);
        assertThat(served).hasSizeGreaterThan(3).containsOnly(200);
        HttpClientResponse after = whole(client, statement(id()));
        assertThat(after.request().connection()).isSameAs(connection);
        assertThat(after.statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsWhatRequestsHeldWhoseClientTakesThemBack() {
        HttpClient client = client();
        for (int i = 0; i < 20; i++) {
            HttpClientRequest request = request(client);
            request.putHeader("Content-Length", "100000").sendHead().await();
            request.write(Buffer.buffer(" ".repeat(50_000))).await();
            request.reset(8).await();
        }

        awaitNothingHeld();
        assertThat(whole(client, statement(id())).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsHowManyRequestsAtATimeItTakes() {
        HttpClientResponse answer = whole(client(), statement(id()));

        assertThat(answer.request().connection().remoteSettings().getMaxConcurrentStreams())
                .isEqualTo(CollectorServer.MAX_STREAMS);
    }

    @Test
    void hangsUpOnWhoTakesBackRequestsWithoutEnd() {
        HttpClientAgent client = client();
        HttpConnection connection = whole(client, statement(id())).request().connection();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        connection.closeHandler(ignored -> closed.complete(null));

        for (int i = 0; i < 2000 && !closed.isDone(); i++) {
            HttpClientRequest request = request(client);
            if (request.connection() == connection) {
                Future<Void> sent = request.putHeader("Content-Length", "10").sendHead();
                Future<Void> taken = request.reset(8);
                Future.join(sent, taken).otherwiseEmpty().await();
            }
        }
        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        assertThat(whole(client(), statement(id())).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesHeadsThatAreTooLong() {
        HttpClientRequest request = request(client());
        request.putHeader("X-Long", "x".repeat(20_000));

        Future<HttpClientResponse> answer = request.send("{}");

        await().until(answer::isComplete);
        assertThat(answer.failed() || answer.result().statusCode() == 431).isTrue();
        assertThat(whole(client(), statement(id())).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesBodiesOfAnotherLengthThanTheySay() {
        HttpClientRequest request = request(client());
        request.putHeader("Content-Length", "5").sendHead().await();

        Future<HttpClientResponse> answer = request.response();
        Future<Void> ignored = request.end("{\"much\":\"more\"}");

        await().until(answer::isComplete);
        assertThat(answer.failed()).isTrue();
        awaitNothingHeld();
    }

    @Test
    void readsNoMoreOfABodyThanItsWindows() {
        HttpClientRequest request = request(client());

        HttpClientResponse answer = request.send("[".repeat(4 << 20)).await();

        assertThat(answer.statusCode()).isEqualTo(413);
        awaitNothingHeld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a\r\nHost: b\r\n",
                "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n",
                "Host: x\r\nTransfer-Encoding: chunked, gzip\r\n",
                "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n"
            })
    void framesTheRequestsOfHttp11AsStrictly(String fields) {
        String smuggled = "GET /xapi/about HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String before : List.of("", smuggled)) {
            try (RawClient client = new RawClient(collector.service().port())) {
                client.write(
                        before
                                + "POST /caliper HTTP/1.1\r\n"
                                + fields
                                + "\r\n0\r\n\r\n"
                                + smuggled);
                String answers = client.readAll();
                assertThat(answers).contains("HTTP/1.1 400 ");
                assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(before.isEmpty() ? 2 : 3);
            }
        }
    }

    private static void awaitNothingHeld() {
        await().until(
                        () ->
                                collector
                                                .metrics()
                                                .get("nucleus.collector.inflight.bytes")
                                                .gauge()
                                                .value()
                                        == 0);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        try (RawClient client = new RawClient(collector.service().port())) {
            StringBuilder all = new StringBuilder();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ids.add(id());
                String body = statement(ids.getLast());
                all.append(
                        "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(collector.basic("xapi"), body.length(), body));
            }
            client.write(all.toString());
            for (String id : ids) {
                assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
                assertThat(new String(client.read(40))).isEqualTo("[\"" + id + "\"]");
            }
        }
    }

    private static HttpClientAgent client() {
        return VERTX.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false),
                new PoolOptions().setHttp2MaxSize(1));
    }

    private static io.vertx.core.http.RequestOptions options() {
        return new io.vertx.core.http.RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(collector.service().port())
                .setURI("/xapi/statements")
                .putHeader("Authorization", collector.basic("xapi"))
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Experience-API-Version", "1.0.3");
    }

    private static HttpClientRequest request(HttpClient client) {
        return client.request(options()).await();
    }

    private static HttpClientResponse whole(HttpClient client, String body) {
        return request(client).send(body).await();
    }

    private static HttpRequest post() {
        return HttpRequest.newBuilder(URI.create(collector.url("/xapi/statements")))
                .header("Authorization", collector.basic("xapi"))
                .header("Content-Type", "application/json")
                .header("X-Experience-API-Version", "1.0.3")
                .POST(HttpRequest.BodyPublishers.ofString(statement(id())))
                .build();
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}

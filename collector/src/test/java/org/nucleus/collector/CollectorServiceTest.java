package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class CollectorServiceTest {
    @Test
    void answersWhatIsUnderWayBeforeItStops() throws Exception {
        RunningCollector collector = RunningCollector.start("collector.producer.linger", "1s");
        int port = collector.service().port();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient()
                        .sendAsync(post(collector), HttpResponse.BodyHandlers.ofString());
        await().until(
                        () ->
                                collector
                                                .metrics()
                                                .get("nucleus.collector.inflight.bytes")
                                                .gauge()
                                                .value()
                                        > 0);

        long start = System.nanoTime();
        collector.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 1)).hasSize(1);
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close())
                .isInstanceOf(ConnectException.class);
        assertThat(collector.service().check()).isInstanceOf(Health.Down.class);
    }

    @Test
    void servesOnSeveralEventLoops() throws Exception {
        try (RunningCollector collector =
                RunningCollector.start("collector.http.event.loops", "3")) {
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 12; i++) {
                HttpResponse<String> answer =
                        client.send(post(collector), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            assertThat(collector.log(Topic.EVENTS_RECEIVED, 12)).hasSize(12);
            assertThat(collector.service().check()).isEqualTo(Health.UP);
        }
    }

    @Test
    void saysWhichPortItCannotHave() {
        try (RunningCollector first = RunningCollector.start()) {
            String port = Integer.toString(first.service().port());

            assertThatThrownBy(() -> RunningCollector.start("collector.http.port", port))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("port " + port + " on 127.0.0.1")
                    .hasMessageContaining("collector.http.port");
        }
    }

    private static HttpRequest post(RunningCollector collector) {
        return HttpRequest.newBuilder(URI.create(collector.url("/xapi/statements")))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", collector.basic("xapi"))
                .header("Content-Type", "application/json")
                .header("X-Experience-API-Version", "1.0.3")
                .POST(HttpRequest.BodyPublishers.ofString(Samples.statement(Samples.id())))
                .build();
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.id;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.Samples;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file of a source with a limit comes in whole, no faster than the source may send. */
final class PacedFilesTest {
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector =
                RunningCollector.start(
                        "collector.http.request.timeout", "400ms",
                        "collector.http.idle.timeout", "400ms");
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void waitsWithoutEndingTheRequestThoughNothingOfItIsReadMeanwhile() {
        limit(4);
        String lines = lines(8, 150_000);
        long start = System.nanoTime();

        HttpResponse<String> answer = post(lines);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"accepted\":8,");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(6));
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 8)).hasSize(8);
    }

    @Test
    void countsTogetherWithWhatComesByOtherDoors() {
        limit(10);
        CompletableFuture<HttpResponse<String>> file =
                CompletableFuture.supplyAsync(() -> post(lines(25, 0)));

        await().atMost(Duration.ofSeconds(10)).until(() -> statement().statusCode() == 429);

        assertThat(file.join().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> statement() {
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                Samples.statement(id()),
                "Authorization",
                collector.basic("limited"),
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3");
    }

    private void limit(int eventsPerSecond) {
        SourcePolicy policy =
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        eventsPerSecond,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        Source limited =
                collector.source("limited", Format.XAPI, Source.State.ACTIVE).under(policy);
        collector.put(limited);
        await().atMost(Duration.ofSeconds(10)).until(() -> post("").statusCode() == 200);
    }

    private HttpResponse<String> post(String lines) {
        return Http.send(
                "POST",
                collector.url("/bulk/" + collector.tenant() + "-limited"),
                lines.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                collector.bearer("limited"));
    }

    private static String lines(int count, int pad) {
        return Stream.generate(() -> Samples.statement(id()) + " ".repeat(pad))
                .limit(count)
                .collect(Collectors.joining("\n"));
    }
}

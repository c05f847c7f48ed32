package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ResourceLock("both cores")
final class OutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    private static final int AGENTS = 64;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersUnavailableWithinFiveSecondsWhileTheLogIsAwayAndServesAgainAfterwards()
            throws Exception {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                RunningCollector collector = RunningCollector.on(kafka)) {
            Set<String> stored = new HashSet<>();
            String before = Samples.id();
            assertThat(post(collector, before).statusCode()).isEqualTo(200);
            stored.add(before);

            kafka.stopBroker();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                HttpResponse<String> answer = post(collector, Samples.id());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("urn:nucleus:problem:log-unavailable");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(5));
            }
            assertThat(collector.service().check()).isInstanceOf(Health.Down.class);
            assertThat(collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value())
                    .isZero();

            kafka.startBroker();
            String after = Samples.id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> post(collector, after).statusCode() == 200);
            stored.add(after);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> collector.service().check() instanceof Health.Up);
            Set<String> onTheLog = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record :
                    collector.log(Topic.EVENTS_RECEIVED, stored.size())) {
                onTheLog.add(
                        ReceivedRecords.toEvent(record.key(), record.headers(), record.value())
                                .eventId());
            }
            assertThat(onTheLog).containsAll(stored);
        }
    }

    @Test
    void anUploadIsInterruptedByAnOutageAndGoesOnFromWhereItIsSettled() throws Exception {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                RunningCollector collector = RunningCollector.on(kafka)) {
            int lines = 20_000;
            byte[] content = new LargeFile(lines).readAllBytes();
            int half = content.length / 2;
            HttpResponse<String> first = upload(collector, content, 0, half);
            assertThat(first.statusCode()).isEqualTo(202);

            kafka.stopBroker();
            long settled = offset(first);
            long start = System.nanoTime();
            HttpResponse<String> away =
                    upload(collector, content, Math.toIntExact(settled), content.length);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(offset(away)).isGreaterThanOrEqualTo(settled);
            kafka.startBroker();

            int[] from = {Math.toIntExact(offset(away))};
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                HttpResponse<String> answer =
                                        upload(collector, content, from[0], content.length);
                                from[0] = Math.toIntExact(offset(answer));
                                return answer.statusCode() == 200;
                            });
            Set<Integer> onTheLog = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record :
                    collector.log(Topic.EVENTS_RECEIVED, lines)) {
                onTheLog.add(
                        LargeFile.number(
                                ReceivedRecords.toEvent(
                                                record.key(), record.headers(), record.value())
                                        .eventId()));
            }
            assertThat(onTheLog).hasSize(lines);
        }
    }

    private static long offset(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private HttpResponse<String> upload(
            RunningCollector collector, byte[] content, int from, int to)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(
                                URI.create(collector.url("/bulk/" + collector.tenant() + "-xapi")))
                        .header("Authorization", collector.bearer("xapi"))
                        .header("Upload-Id", "outage")
                        .header("Upload-Offset", Integer.toString(from))
                        .header("Upload-Complete", to == content.length ? "?1" : "?0")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        Arrays.copyOfRange(content, from, to)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void neverRefusesNorHangsWhileTheLogIsAwayUnderLoad() throws Exception {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                RunningCollector collector = RunningCollector.on(kafka);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(post(collector, Samples.id()).statusCode()).isEqualTo(200);
            collector.put(collector.source("other", Format.XAPI, Source.State.ACTIVE));
            await().until(
                            () -> {
                                try (Agent agent = new Agent(collector, "other")) {
                                    return agent.post().status() == 200;
                                }
                            });
            long end = System.nanoTime() + OUTAGE.plusSeconds(6).toNanos();
            List<Future<Traffic>> load = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                String source = i % 8 == 0 ? "other" : "xapi";
                load.add(
                        threads.submit(
                                () -> Traffic.of(collector, source, end, Duration.ofMillis(1))));
            }
            kafka.stopBroker();
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(1)).until(() -> true);
            kafka.startBroker();
            Traffic traffic = Traffic.join(load);

            assertThat(traffic.answers()).containsOnlyKeys(200, 503);
            assertThat(traffic.sent())
                    .allSatisfy(
                            one -> {
                                assertThat(one.retryAfter()).isEqualTo(one.status() == 503);
                                assertThat(Duration.ofNanos(one.nanos()))
                                        .isLessThan(Duration.ofSeconds(5));
                            });
            String after = Samples.id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> post(collector, after).statusCode() == 200);
            Set<String> onTheLog = new HashSet<>();
            for (ConsumerRecord<byte[], byte[]> record :
                    collector.log(Topic.EVENTS_RECEIVED, traffic.stored().size() + 1)) {
                onTheLog.add(
                        ReceivedRecords.toEvent(record.key(), record.headers(), record.value())
                                .eventId());
            }
            assertThat(onTheLog).contains(after);
            assertThat(traffic.stored()).isNotEmpty().allMatch(onTheLog::contains);
        }
    }

    private HttpResponse<String> post(RunningCollector collector, String id)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(collector.url("/xapi/statements")))
                        .header("Authorization", collector.basic("xapi"))
                        .header("Content-Type", "application/json")
                        .header("X-Experience-API-Version", "1.0.3")
                        .POST(HttpRequest.BodyPublishers.ofString(Samples.statement(id)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.auth.Signed;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What BigBlueButton's callback meets while the log is away: it comes once. */
final class SpoolIT {
    private static final String SECRET = "SecretMustVanish";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WEBHOOK = "event=%5B%7B%22data%22%3A%7B%22id%22%3A%22x%22%7D%7D%5D";

    private final HttpClient client = HttpClient.newHttpClient();
    private KafkaInJvm kafka;
    private RunningCollector collector;
    @TempDir private Path dataDir;

    @BeforeEach
    void start() throws Exception {
        kafka = KafkaInJvm.start();
        collector = RunningCollector.on(kafka);
        collector.put(bbb(1000), other());
        await().atMost(SOON).until(() -> callback(collector.service().port(), "m-0") == 200);
    }

    @AfterEach
    void stop() {
        collector.close();
        kafka.close();
    }

    @Test
    void isTakenToDiskAndIsOnTheLogOnceThatIsBack() throws Exception {
        kafka.stopBroker();
        int port = collector.service().port();

        assertThat(callback(port, "m-1")).isEqualTo(200);
        assertThat(callback(port, "m-2")).isEqualTo(200);
        assertThat(webhook(port)).as("it is sent again").isEqualTo(503);
        assertThat(gauge("nucleus.collector.spool.deliveries")).isEqualTo(2);
        assertThat(gauge("nucleus.collector.spool.bytes")).isPositive();
        kafka.startBroker();

        await().atMost(SOON).until(() -> gauge("nucleus.collector.spool.deliveries") == 0);
        assertThat(timesByMeeting()).isEqualTo(Map.of("m-0", 1L, "m-1", 1L, "m-2", 1L));
        assertThat(gauge("nucleus.collector.spool.bytes")).isZero();
    }

    @Test
    void survivesTheEndOfTheProcessAndAFileThatWasNotDeletedInTimeIsTheSameEvent()
            throws Exception {
        Path saved = dataDir.resolve("saved");
        try (ForkedCollector forked = fork()) {
            assertThat(callback(forked.port(), "m-1")).isEqualTo(200);
            kafka.stopBroker();
            assertThat(callback(forked.port(), "m-2")).isEqualTo(200);
            forked.kill();
        }
        List<Path> files = spooled();
        assertThat(files).hasSize(1);
        assertThat(Files.readString(files.getFirst())).doesNotContain(SECRET);
        Files.copy(files.getFirst(), saved);
        kafka.startBroker();

        try (ForkedCollector ignored = fork()) {
            await().atMost(SOON).until(() -> spooled().isEmpty());
        }
        assertThat(timesByMeeting()).isEqualTo(Map.of("m-0", 1L, "m-1", 1L, "m-2", 1L));

        Files.move(saved, files.getFirst());
        try (ForkedCollector ignored = fork()) {
            await().atMost(SOON).until(() -> spooled().isEmpty());
        }
        assertThat(timesByMeeting()).containsEntry("m-2", 2L);
        assertThat(ids("m-2")).hasSize(1);
    }

    @Test
    void isNoTooManyRequestsOfASourceWhileTheLogIsAway() throws Exception {
        collector.put(bbb(1));
        int port = collector.service().port();
        await().atMost(SOON).until(() -> webhook(port) == 429);
        kafka.stopBroker();
        await().atMost(SOON).until(() -> otherWebhook(port) == 503);

        assertThat(callback(port, "m-1")).isEqualTo(200);
        assertThat(callback(port, "m-2")).isEqualTo(200);
        assertThat(callback(port, "m-3")).isEqualTo(200);
        assertThat(gauge("nucleus.collector.spool.deliveries")).isEqualTo(3);
        kafka.startBroker();
    }

    private Source bbb(int eventsPerSecond) {
        SourcePolicy plain = SourcePolicy.PLAIN;
        return SampleSources.of(
                        collector.tenant(),
                        collector.tenant() + "-bbb",
                        Format.BBB,
                        Scheme.CHECKSUM,
                        SECRET)
                .under(
                        new SourcePolicy(
                                plain.origins(),
                                plain.namespaces(),
                                eventsPerSecond,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    private Source other() {
        return SampleSources.of(
                collector.tenant(),
                collector.tenant() + "-other",
                Format.BBB,
                Scheme.CHECKSUM,
                SECRET);
    }

    private ForkedCollector fork() throws IOException {
        return ForkedCollector.start(kafka.bootstrapServers(), dataDir, List.of(), Map.of());
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("spool"))) {
            return files.toList();
        }
    }

    private double gauge(String name) {
        return collector.metrics().get(name).gauge().value();
    }

    private int callback(int port, String meeting) throws IOException, InterruptedException {
        long end = Clock.systemUTC().instant().getEpochSecond() + 3600;
        String token =
                Signed.jwt(
                        "{\"typ\":\"JWT\",\"alg\":\"HS512\"}",
                        "{\"exp\":" + end + "}",
                        "HmacSHA512",
                        SECRET.getBytes(StandardCharsets.UTF_8));
        String body =
                "{\"version\":\"1.0\",\"internal_meeting_id\":\"%s\",\"data\":{}}"
                        .formatted(meeting);
        return post(port, "bbb", "application/json", token, body);
    }

    private int webhook(int port) throws IOException, InterruptedException {
        return post(port, "bbb", "application/x-www-form-urlencoded", SECRET, WEBHOOK);
    }

    private int otherWebhook(int port) throws IOException, InterruptedException {
        return post(port, "other", "application/x-www-form-urlencoded", SECRET, WEBHOOK);
    }

    private int post(int port, String source, String type, String bearer, String body)
            throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%d/webhooks/%s-%s"
                                                        .formatted(
                                                                port, collector.tenant(), source)))
                                .header("Content-Type", type)
                                .header("Authorization", "Bearer " + bearer)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Map<String, Long> timesByMeeting() {
        return callbacks().stream()
                .map(ReceivedEvent::subject)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private Set<String> ids(String meeting) {
        return callbacks().stream()
                .filter(event -> event.subject().equals(meeting))
                .map(ReceivedEvent::eventId)
                .collect(Collectors.toSet());
    }

    private List<ReceivedEvent> callbacks() {
        List<ReceivedEvent> events = new ArrayList<>();
        collector
                .log(Topic.EVENTS_RECEIVED, 0)
                .forEach(
                        record ->
                                events.add(
                                        ReceivedRecords.toEvent(
                                                record.key(), record.headers(), record.value())));
        return events.stream().filter(event -> event.formatVersion().equals("callback")).toList();
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Bodies.gzip;
import static org.nucleus.collector.Bodies.json;
import static org.nucleus.collector.Bodies.utf8;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;
import static org.nucleus.collector.Samples.statementWithoutActor;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nucleus.collector.ObjectStore;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files that go by a bucket. The server takes any signature, so what a signature covers is judged
 * by the address itself.
 */
final class DirectUploadsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static ObjectStore store;
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        store = ObjectStore.with("large-files");
        collector =
                RunningCollector.start(
                        "collector.uploads.bucket", store.bucket(),
                        "collector.uploads.endpoint", store.address().toString(),
                        "collector.uploads.region", "eu-central-1",
                        "collector.uploads.list.interval", "100ms",
                        "collector.uploads.max.bytes", "1MiB",
                        "collector.uploads.expiry", "15m");
        collector.put(
                Stream.of(Format.values())
                        .map(format -> collector.source(format.name(), format, Source.State.ACTIVE))
                        .toArray(Source[]::new));
        await().atMost(SOON).until(() -> ticket("NUCLEUS").statusCode() == 403);
    }

    @AfterAll
    static void stop() {
        collector.close();
        store.close();
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "NUCLEUS")
    void aFileOfAnyFormatBecomesWhatItBecomesInBulk(Format format) throws IOException {
        byte[] lines = lines(new Mutated(format));
        JsonNode bulk = json(bulk(format.name(), lines));

        JsonNode ticket = json(ticket(format.name()));
        assertThat(progress(format.name(), ticket).path("state").asText()).isEqualTo("waiting");
        assertThat(put(ticket, lines)).isEqualTo(200);
        JsonNode direct = awaitOver(format.name(), ticket);

        assertThat(direct.path("state").asText()).isEqualTo("complete");
        for (String count : List.of("lines", "accepted", "rejected", "offset", "received")) {
            assertThat(direct.path(count)).as(count).isEqualTo(bulk.path(count));
        }
        assertThat(direct.path("accepted").asInt()).isPositive();
        assertThat(direct.path("errors")).isEqualTo(bulk.path("errors"));
    }

    @Test
    void everythingIsOnTheLogOnceAndTheFileIsGone() throws IOException {
        List<String> ids = IntStream.range(0, 300).mapToObj(ignored -> id()).toList();
        byte[] lines = utf8(statements(ids));
        List<JsonNode> tickets =
                List.of(
                        json(ticket("XAPI", "Upload-Length", "" + lines.length)),
                        json(ticket("XAPI", "Upload-Encoding", "gzip")),
                        json(
                                ticket(
                                        "XAPI",
                                        "Upload-Encoding",
                                        "zstd",
                                        "Upload-Type",
                                        "application/json",
                                        "Upload-Id",
                                        "own-name")));
        assertThat(put(tickets.get(0), utf8(statements(ids.subList(0, 100))))).isEqualTo(200);
        assertThat(put(tickets.get(1), gzip(utf8(statements(ids.subList(100, 200))))))
                .isEqualTo(200);
        String array =
                ids.subList(200, 300).stream()
                        .map(id -> statement(id))
                        .collect(Collectors.joining(",\n", "[", "]"));
        assertThat(put(tickets.get(2), Zstd.compress(utf8(array)))).isEqualTo(200);

        for (JsonNode ticket : tickets) {
            assertThat(awaitOver("XAPI", ticket).path("accepted").asInt()).isEqualTo(100);
        }
        assertThat(tickets.get(2).path("progress").asText())
                .isEqualTo("/bulk/%s-XAPI/uploads/own-name".formatted(collector.tenant()));
        assertThat(received("XAPI")).containsAll(ids);
        assertThat(received("XAPI").stream().filter(ids::contains)).doesNotHaveDuplicates();
        await().atMost(SOON)
                .until(() -> store.keys().stream().noneMatch(key -> key.contains("-XAPI/")));
        assertThat(ticket("XAPI", "Upload-Id", "own-name").statusCode()).isEqualTo(409);
    }

    @Test
    void theAddressSaysWhoseItIsWhatMustBeSentAndUntilWhen() {
        HttpResponse<String> answer =
                ticket(
                        "XAPI",
                        "Upload-Id",
                        "history",
                        "Upload-Length",
                        "1000",
                        "Upload-Encoding",
                        "gzip");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode ticket = json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .contains(ticket.path("progress").asText());
        assertThat(ticket.path("method").asText()).isEqualTo("PUT");
        URI url = URI.create(ticket.path("url").asText());
        assertThat(url.getPath())
                .isEqualTo(
                        "/large-files/uploads/%1$s/%1$s-XAPI/xapi/history"
                                .formatted(collector.tenant()));
        Map<String, String> query = query(url);
        assertThat(query.get("X-Amz-SignedHeaders").split(";"))
                .containsExactlyInAnyOrder(
                        "content-encoding", "content-length", "content-type", "host");
        assertThat(query.get("X-Amz-Expires")).isEqualTo("900");
        assertThat(query.get("X-Amz-Credential")).contains("/eu-central-1/s3/");
        assertThat(query).containsKey("X-Amz-Signature");
        assertThat(query.keySet()).noneMatch(name -> name.contains("checksum"));
        Map<String, String> headers = new HashMap<>();
        ticket.path("headers")
                .properties()
                .forEach(
                        header ->
                                headers.put(
                                        header.getKey().toLowerCase(java.util.Locale.ROOT),
                                        header.getValue().asText()));
        assertThat(headers)
                .isEqualTo(
                        Map.of(
                                "content-encoding",
                                "gzip",
                                "content-length",
                                "1000",
                                "content-type",
                                "application/x-ndjson"));
        assertThat(Instant.parse(ticket.path("expires").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(13)),
                        Instant.now().plus(Duration.ofMinutes(16)));
    }

    @Test
    void givesNoAddressForWhatItWouldNotTake() {
        assertThat(ticket("XAPI", "Upload-Id", "..").statusCode()).isEqualTo(400);
        assertThat(ticket("XAPI", "Upload-Id", "a/b").statusCode()).isEqualTo(400);
        assertThat(ticket("XAPI", "Upload-Length", "0").statusCode()).isEqualTo(400);
        assertThat(ticket("XAPI", "Upload-Length", "many").statusCode()).isEqualTo(400);
        assertThat(ticket("XAPI", "Upload-Length", "" + (2 << 20)).statusCode()).isEqualTo(413);
        assertThat(ticket("XAPI", "Upload-Encoding", "br").statusCode()).isEqualTo(415);
        assertThat(ticket("XAPI", "Upload-Type", "text/csv").statusCode()).isEqualTo(415);
        assertThat(ticket("NUCLEUS").body()).contains("source-format");
        HttpResponse<String> other =
                Http.send(
                        "POST",
                        collector.url("/bulk/" + collector.tenant() + "-XAPI/uploads"),
                        "",
                        "Authorization",
                        collector.bearer("CALIPER"));
        assertThat(other.body()).contains("source-other");
    }

    @Test
    void badLinesAreToldWithTheirNumbers() {
        String good = id();
        JsonNode ticket = json(ticket("XAPI"));
        put(ticket, utf8(statement(good) + "\n" + statementWithoutActor(id()) + "\n\n{\"id\":\n"));

        JsonNode progress = awaitOver("XAPI", ticket);

        assertThat(progress.path("state").asText()).isEqualTo("complete");
        assertThat(progress.path("accepted").asInt()).isEqualTo(1);
        assertThat(progress.path("rejected").asInt()).isEqualTo(2);
        assertThat(progress.at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(progress.at("/errors/1/line").asInt()).isEqualTo(4);
        assertThat(get("XAPI", progress.path("report").asText()).lines()).hasSize(2);
    }

    @Test
    void whatCannotBeTakenWholeIsRefusedForAReason() throws IOException {
        JsonNode large = json(ticket("XAPI"));
        put(large, new byte[(1 << 20) + 1]);
        JsonNode cut = json(ticket("XAPI", "Upload-Encoding", "gzip"));
        List<String> ids = IntStream.range(0, 2_000).mapToObj(ignored -> id()).toList();
        byte[] whole = gzip(utf8(statements(ids)));
        put(cut, Arrays.copyOf(whole, whole.length - 20));

        JsonNode tooLarge = awaitOver("XAPI", large);
        assertThat(tooLarge.path("state").asText()).isEqualTo("refused");
        assertThat(tooLarge.at("/refusal/rule").asText()).isEqualTo("uploads.size");
        assertThat(tooLarge.at("/refusal/message").asText()).contains("1048577", "1048576");
        assertThat(tooLarge.path("lines").asInt()).isZero();
        JsonNode broken = awaitOver("XAPI", cut);
        assertThat(broken.at("/refusal/rule").asText()).isEqualTo("uploads.broken");
        assertThat(broken.path("accepted").asInt()).isBetween(1_000, 1_999);
        assertThat(store.keys()).anyMatch(key -> key.endsWith(large.path("upload").asText()));
    }

    @Test
    void anObjectNobodyWasGivenAnAddressForIsNobodys() {
        String tenant = collector.tenant();
        String stranger = id();
        byte[] lines = utf8(statement(stranger));
        double ignored = objects("ignored");
        store.put("elsewhere/" + tenant + "/" + tenant + "-XAPI/xapi/a", lines);
        store.put("uploads/other-tenant/" + tenant + "-XAPI/xapi/b", lines);
        store.put("uploads/" + tenant + "/" + tenant + "-XAPI/caliper/c", lines);
        store.put("uploads/" + tenant + "/nobody/xapi/d", lines);
        store.put("uploads/" + tenant + "-XAPI/e", lines);

        await().atMost(SOON).until(() -> objects("ignored") == ignored + 4);
        String later = id();
        JsonNode ticket = json(ticket("XAPI"));
        put(ticket, utf8(statement(later)));
        awaitOver("XAPI", ticket);
        assertThat(received("XAPI")).contains(later).doesNotContain(stranger);
        assertThat(objects("ignored")).isEqualTo(ignored + 4);
    }

    private static double objects(String outcome) {
        return collector
                .metrics()
                .find("nucleus.collector.pull.objects")
                .tag("outcome", outcome)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static HttpResponse<String> ticket(String source, String... more) {
        String[] headers = new String[2 + more.length];
        headers[0] = "Authorization";
        headers[1] = collector.bearer(source);
        System.arraycopy(more, 0, headers, 2, more.length);
        return Http.send(
                "POST",
                collector.url("/bulk/" + collector.tenant() + "-" + source + "/uploads"),
                "",
                headers);
    }

    private static HttpResponse<String> bulk(String source, byte[] lines) {
        return Http.send(
                "POST",
                collector.url("/bulk/" + collector.tenant() + "-" + source),
                lines,
                "Authorization",
                collector.bearer(source));
    }

    /** Sends what a ticket says, but for the length that the client sets by itself. */
    private static int put(JsonNode ticket, byte[] content) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(ticket.path("url").asText()))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        ticket.path("headers")
                .properties()
                .forEach(
                        header -> {
                            if (!header.getKey().equalsIgnoreCase("Content-Length")) {
                                request.header(header.getKey(), header.getValue().asText());
                            }
                        });
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode awaitOver(String source, JsonNode ticket) {
        await().atMost(SOON)
                .until(
                        () ->
                                List.of("complete", "refused")
                                        .contains(progress(source, ticket).path("state").asText()));
        return progress(source, ticket);
    }

    private static JsonNode progress(String source, JsonNode ticket) {
        return json(get(source, ticket.path("progress").asText()));
    }

    private static String get(String source, String path) {
        return Http.send(
                        "GET",
                        collector.url(path),
                        (byte[]) null,
                        "Authorization",
                        collector.bearer(source))
                .body();
    }

    private static List<String> received(String source) {
        return collector.log(Topic.EVENTS_RECEIVED, 1).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .filter(event -> event.source().equals(collector.tenant() + "-" + source))
                .map(event -> event.eventId())
                .toList();
    }

    private static byte[] lines(Mutated samples) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append(samples.sample(i)).append('\n').append(samples.good(i)).append('\n');
        }
        return utf8(lines.append("{\"cut\":\n").toString());
    }

    private static String statements(List<String> ids) {
        return ids.stream().map(id -> statement(id)).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(
                        Collectors.toMap(
                                part -> part[0],
                                part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }
}

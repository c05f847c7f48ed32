package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Bodies.gzip;
import static org.nucleus.collector.Bodies.json;
import static org.nucleus.collector.Bodies.utf8;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.eventWithoutActor;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;
import static org.nucleus.collector.Samples.statementWithoutActor;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

final class BulkDoorTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector = RunningCollector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void answersOnceEveryLineIsOnTheLog() {
        List<String> ids = ids(1_200);

        HttpResponse<String> answer = post("xapi", utf8(lines(ids)));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode progress = json(answer);
        assertThat(progress.path("state").asText()).isEqualTo("complete");
        assertThat(progress.path("lines").asInt()).isEqualTo(1_200);
        assertThat(progress.path("accepted").asInt()).isEqualTo(1_200);
        assertThat(progress.path("rejected").asInt()).isZero();
        assertThat(progress.path("offset").asInt()).isEqualTo(utf8(lines(ids)).length);
        assertThat(progress.path("received").asInt()).isEqualTo(utf8(lines(ids)).length);
        assertThat(received(1_200)).containsExactlyInAnyOrderElementsOf(ids);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(
                        "/bulk/%s-xapi/uploads/%s"
                                .formatted(
                                        collector.tenant(),
                                        answer.headers().firstValue("Upload-Id").orElseThrow()));
        assertThat(json(get("xapi", location))).isEqualTo(progress);
        assertThat(get("xapi", location + "/errors").body()).isEmpty();
    }

    @Test
    void takesAnArrayGzipAndZstdAndCaliperToo() throws IOException {
        List<String> ids = ids(30);
        String array =
                "\uFEFF [\r\n"
                        + String.join(
                                " ,\n\n",
                                ids.subList(0, 10).stream().map(this::statementOf).toList())
                        + "\n]\n";
        assertAccepted(10, post("xapi", utf8(array)));
        byte[] second = utf8(lines(ids.subList(10, 20)));
        assertAccepted(10, post("xapi", gzip(second), "Content-Encoding", "gzip"));
        byte[] third = utf8(lines(ids.subList(20, 30)));
        assertAccepted(10, post("xapi", Zstd.compress(third), "Content-Encoding", "zstd"));
        assertThat(received(30)).containsExactlyInAnyOrderElementsOf(ids);

        String one = id();
        String two = id();
        assertAccepted(2, post("caliper", utf8(event(one) + "\r\n" + envelope(event(two)))));
        assertThat(received(32)).contains("urn:uuid:" + one, "urn:uuid:" + two);
    }

    @Test
    void takesDocumentsThatHaveSeveralLines() {
        List<String> ids = ids(3);
        String pretty =
                String.join("\n", ids.stream().map(this::statementOf).toList())
                        .replace("{", "{\n  ");

        assertAccepted(3, post("xapi", utf8(pretty)));
        assertThat(received(3)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void refusesOnceWhatIsNoDocumentAndStoresNothing() {
        for (String content :
                List.of("Time,User\n1,2\n", "{\n  \"id\":\n", "<a>\n</a>\n", "hello\nworld")) {
            HttpResponse<String> answer = post("xapi", utf8(content), "Upload-Id", "other");
            assertThat(answer.statusCode()).as(content).isEqualTo(400);
            assertThat(answer.body()).contains("no JSON document", "Nothing was stored");
            assertThat(answer.headers().firstValue("Upload-Offset")).contains("0");
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertThat(get("xapi", location + "/errors").body()).isEmpty();
        }
        assertAccepted(1, post("xapi", utf8(statementOf(id())), "Upload-Id", "other"));
    }

    @Test
    void tellsEveryBadLineWithItsPlaceAndGoesOn() {
        String first = id();
        String last = id();
        String bad = statementWithoutActor(id());
        String huge = "\"" + "x".repeat(1 << 20) + "\"";
        String content =
                statement(first)
                        + "\r\n\r\n"
                        + bad
                        + "\n{\"id\":\n"
                        + huge
                        + "\n"
                        + statement(last);

        HttpResponse<String> answer = post("xapi", utf8(content));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode progress = json(answer);
        assertThat(progress.path("lines").asInt()).isEqualTo(5);
        assertThat(progress.path("accepted").asInt()).isEqualTo(2);
        assertThat(progress.path("rejected").asInt()).isEqualTo(3);
        assertThat(received(2)).containsExactly(first, last);

        int start = statement(first).length() + 4;
        List<JsonNode> report = report(progress);
        assertThat(report).hasSize(3);
        assertThat(progress.path("errors")).containsExactlyElementsOf(report);
        assertThat(report.get(0).path("line").asInt()).isEqualTo(3);
        assertThat(report.get(0).path("offset").asInt()).isEqualTo(start);
        assertThat(report.get(0).at("/violations/0/rule").asText()).contains("actor");
        assertThat(report.get(1).path("line").asInt()).isEqualTo(4);
        assertThat(report.get(1).at("/violations/0/rule").asText()).isEqualTo("json.syntax");
        assertThat(report.get(2).path("line").asInt()).isEqualTo(5);
        assertThat(report.get(2).at("/violations/0/rule").asText()).isEqualTo("bulk.line.size");
        List<FailedEvent> failed = failed(3);
        assertThat(failed)
                .extracting(event -> new String(event.payload(), StandardCharsets.UTF_8))
                .containsExactly(bad, "{\"id\":", "");
        assertThat(failed).extracting(FailedEvent::failedId).doesNotHaveDuplicates();
    }

    @Test
    void theReportComesInPagesWhereItIsLong() {
        String bad = "{\"" + "n".repeat(2_000) + "\":1}\n";
        JsonNode progress = json(post("xapi", utf8(bad.repeat(700))));
        assertThat(progress.path("rejected").asInt()).isEqualTo(700);
        assertThat(progress.path("errors")).hasSize(20);

        assertThat(report(progress))
                .extracting(error -> error.path("line").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 700).boxed().toList());
    }

    @Test
    void goesOnWhereACutConnectionEndedAndStoresEveryIdOnce() {
        List<String> ids = ids(2_000);
        byte[] content = utf8(lines(ids));
        int cut = content.length * 2 / 3 + 17;
        try (RawClient client = new RawClient(collector.service().port())) {
            client.write(head("xapi", content.length, "Upload-Id: cut-1"));
            client.write(Arrays.copyOf(content, cut));
            String location = location("xapi", "cut-1");
            await().atMost(SOON).until(() -> settled("xapi", location) > cut - 300);
        }
        String location = location("xapi", "cut-1");
        int offset = settled("xapi", location);
        assertThat(offset).isBetween(cut - 300, cut);
        assertThat(json(get("xapi", location)).path("state").asText()).isEqualTo("open");

        byte[] rest = Arrays.copyOfRange(content, offset, content.length);
        HttpResponse<String> answer =
                post("xapi", rest, "Upload-Id", "cut-1", "Upload-Offset", "" + offset);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(2_000);
        assertThat(json(answer).path("offset").asInt()).isEqualTo(content.length);
        assertThat(received(2_000)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theSameSentAgainFromTheStartIsPassedOver() throws IOException {
        List<String> ids = ids(300);
        byte[] content = utf8(lines(ids));
        byte[] part = utf8(lines(ids.subList(0, 200)));
        HttpResponse<String> first =
                post("xapi", part, "Upload-Id", "again", "Upload-Complete", "?0");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(json(first).path("state").asText()).isEqualTo("open");
        String[] headers = {"Upload-Id", "again", "Content-Encoding", "gzip"};
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = post("xapi", gzip(content), headers);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).path("accepted").asInt()).isEqualTo(300);
        }
        assertThat(received(300)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void partsNeedNotEndWhereLinesEnd() {
        List<String> ids = ids(100);
        byte[] content =
                utf8("[" + String.join(",\n", ids.stream().map(this::statementOf).toList()) + "]");
        int offset = 0;
        int parts = 0;
        while (offset < content.length) {
            int end = Math.min(content.length, offset + 3_001);
            HttpResponse<String> answer =
                    post(
                            "xapi",
                            Arrays.copyOfRange(content, offset, end),
                            "Upload-Id",
                            "parts",
                            "Upload-Offset",
                            "" + offset,
                            "Upload-Complete",
                            end == content.length ? "?1" : "?0");
            assertThat(answer.statusCode()).isEqualTo(end == content.length ? 200 : 202);
            offset = json(answer).path("offset").asInt();
            parts++;
        }
        assertThat(parts).isGreaterThan(4);
        assertThat(received(100)).containsExactlyElementsOf(ids);
    }

    @Test
    void refusesAnOffsetThatIsNotTheUploadsAndSaysWhichIs() {
        HttpResponse<String> unknown = post("xapi", utf8("{}"), "Upload-Offset", "17");
        assertThat(unknown.statusCode()).isEqualTo(409);
        assertThat(unknown.headers().firstValue("Upload-Offset")).contains("0");

        byte[] content = utf8(lines(ids(3)));
        post("xapi", content, "Upload-Id", "known");
        HttpResponse<String> other =
                post("xapi", utf8("{}"), "Upload-Id", "known", "Upload-Offset", "17");
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("urn:nucleus:problem:upload-offset");
        assertThat(other.headers().firstValue("Upload-Offset")).contains("" + content.length);
        assertThat(received(3)).hasSize(3);
    }

    @Test
    void refusesOtherContentUnderAKnownIdAndStoresNothingOfIt() {
        List<String> ids = ids(3);
        post("xapi", utf8(lines(ids)), "Upload-Id", "same");
        for (byte[] other :
                List.of(
                        utf8(lines(ids(3))),
                        utf8(lines(ids(5))),
                        utf8(lines(ids(1))),
                        utf8("{}" + lines(ids)),
                        new byte[0])) {
            HttpResponse<String> answer = post("xapi", other, "Upload-Id", "same");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("urn:nucleus:problem:upload-content");
        }
        assertThat(received(3)).containsExactlyInAnyOrderElementsOf(ids);
        List<String> more = ids(2);
        String grown = lines(ids) + lines(more);
        assertAccepted(5, post("xapi", utf8(grown), "Upload-Id", "same"));
    }

    @Test
    void aBrokenEncodingIsTheClientsFaultAndWhatCameBeforeCounts() throws IOException {
        List<String> ids = ids(2_000);
        byte[] whole = gzip(utf8(lines(ids)));
        byte[] torn = Arrays.copyOf(whole, whole.length - 100);
        HttpResponse<String> answer =
                post("xapi", torn, "Content-Encoding", "gzip", "Upload-Id", "torn");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Upload-Offset")).get().isNotEqualTo("0");

        assertAccepted(2_000, post("xapi", whole, "Content-Encoding", "gzip", "Upload-Id", "torn"));
        assertThat(received(2_000)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void aNewRequestTakesTheUploadOverFromOneThatHangs() {
        List<String> ids = ids(50);
        byte[] content = utf8(lines(ids));
        try (RawClient client = new RawClient(collector.service().port())) {
            client.write(head("xapi", content.length, "Upload-Id: taken"));
            client.write(Arrays.copyOf(content, content.length / 2));
            String location = location("xapi", "taken");
            await().atMost(SOON).until(() -> settled("xapi", location) > 0);
            assertAccepted(50, post("xapi", content, "Upload-Id", "taken"));
            assertThat(client.readHead()).contains("503").contains("Retry-After");
        }
        assertThat(received(50)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void progressSurvivesTheCollector() {
        List<String> ids = ids(10);
        byte[] content = utf8(lines(ids) + "{}\n");
        HttpResponse<String> first =
                post("xapi", content, "Upload-Id", "kept", "Upload-Complete", "?0");
        assertThat(first.statusCode()).isEqualTo(202);
        String location = location("xapi", "kept");
        JsonNode before = json(get("xapi", location));

        collector = collector.restarted();

        assertThat(json(get("xapi", location))).isEqualTo(before);
        assertThat(report(before)).hasSize(1);
        List<String> more = ids(2);
        HttpResponse<String> rest =
                post(
                        "xapi",
                        utf8(lines(more)),
                        "Upload-Id",
                        "kept",
                        "Upload-Offset",
                        before.path("offset").asText());
        assertThat(json(rest).path("accepted").asInt()).isEqualTo(12);
        assertThat(received(12)).hasSize(12).containsAll(ids).containsAll(more);
    }

    @Test
    void openUploadsOfASourceAreForgottenLikeCompleteOnes() {
        String source = collector.tenant() + "-xapi";
        List<Upload> open =
                IntStream.range(0, 1_000)
                        .mapToObj(n -> Upload.begin(source, "open-" + n, LONG_AGO.plusSeconds(n)))
                        .toList();
        collector.append(
                open.stream()
                        .map(
                                upload ->
                                        new ProducerRecord<>(
                                                Topic.OPS_UPLOADS.name(),
                                                utf8(Upload.key(source, upload.id())),
                                                UploadCodec.encode(upload)))
                        .toList());
        await().atMost(SOON)
                .until(() -> get("xapi", location("xapi", "open-999")).statusCode() == 200);

        post("xapi", utf8(lines(ids(1))), "Upload-Id", "newest", "Upload-Complete", "?0");

        await().atMost(SOON)
                .until(() -> get("xapi", location("xapi", "open-0")).statusCode() == 404);
        assertThat(get("xapi", location("xapi", "open-1")).statusCode()).isEqualTo(200);
        assertThat(get("xapi", location("xapi", "newest")).statusCode()).isEqualTo(200);
    }

    @Test
    void theAddressIsTheSourcesOwn() {
        String path = "/bulk/" + collector.tenant() + "-xapi";
        assertThat(send(path, "caliper").statusCode()).isEqualTo(403);
        assertThat(send(path, "paused").statusCode()).isEqualTo(403);
        assertThat(send(path, "revoked").statusCode()).isEqualTo(401);
        assertThat(send("/bulk/other", "xapi").statusCode()).isEqualTo(403);
        assertThat(send("/bulk/", "xapi").statusCode()).isEqualTo(403);
        assertThat(send(path + "/uploads/a", "xapi").statusCode()).isEqualTo(404);
        assertThat(get("caliper", location("xapi", "a")).statusCode()).isEqualTo(403);
        assertThat(get("xapi", location("xapi", "a")).statusCode()).isEqualTo(404);
        assertThat(get("xapi", path).statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItHasNoBucketToThoseWhoMaySendOnly() {
        String path = "/bulk/" + collector.tenant() + "-xapi/uploads";
        assertThat(send(path, "revoked").statusCode()).isEqualTo(401);
        assertThat(send(path, "caliper").statusCode()).isEqualTo(403);
        HttpResponse<String> answer = send(path, "xapi");
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("urn:nucleus:problem:no-store");
    }

    @Test
    void refusesHeadersItCannotRead() {
        assertThat(post("xapi", utf8(""), "Upload-Id", "a b").statusCode()).isEqualTo(400);
        assertThat(post("xapi", utf8(""), "Upload-Offset", "-1").statusCode()).isEqualTo(400);
        assertThat(post("xapi", utf8(""), "Upload-Complete", "no").statusCode()).isEqualTo(400);
        assertThat(post("xapi", utf8(""), "X-Experience-API-Version", "3").statusCode())
                .isEqualTo(400);
        assertThat(post("xapi", utf8(""), "Content-Encoding", "br").statusCode()).isEqualTo(415);
        assertAccepted(0, post("xapi", utf8("")));
    }

    @Test
    void takesWhatOtherSystemsPushAsLines() {
        collector.put(collector.source("json", Format.JSON, Source.State.ACTIVE));
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertAccepted(
                                        3,
                                        post(
                                                "json",
                                                utf8("{\"type\":\"a\"}\n[{\"n\":1},{\"n\":2}]"))));
        JsonNode progress = json(post("json", utf8("{\"type\":\"b\"}\n7\n{\"password\":\n")));
        assertThat(progress.path("accepted").asInt()).isEqualTo(1);
        assertThat(progress.path("rejected").asInt()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsOutsideTheSourcesNamespacesAndOnlyThat() {
        SourcePolicy policy =
                new SourcePolicy(
                        Set.of(),
                        List.of("http://example.org/course/"),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        collector.put(collector.source("xapi", Format.XAPI, Source.State.ACTIVE).under(policy));
        String inside = id();
        String other = statement(id()).replace("/course/1", "/else/1");
        byte[] content = utf8(statement(inside) + "\n" + other);
        await().atMost(SOON).until(() -> json(post("xapi", content)).path("rejected").asInt() == 1);
        JsonNode progress = json(post("xapi", content, "Upload-Id", "granted"));
        assertThat(progress.path("accepted").asInt()).isEqualTo(1);
        assertThat(progress.at("/errors/0/violations/0/rule").asText())
                .isEqualTo("source.namespace");
        assertThat(progress.at("/errors/0/violations/0/pointer").asText()).isEqualTo("/object/id");
    }

    @Test
    void countsEventsByOutcome() {
        post("caliper", utf8(envelope(event(id()), eventWithoutActor(id()))));
        assertThat(events("accepted")).isEqualTo(1);
        assertThat(events("rejected")).isEqualTo(1);
        assertThat(collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value())
                .isZero();
    }

    @Test
    void aSlowBodyIsHeardAsLongAsItComes() {
        collector.close();
        collector = RunningCollector.start("collector.http.request.timeout", "1s");
        String line = statement(id()) + "\n";
        try (RawClient client = new RawClient(collector.service().port())) {
            client.write(head("xapi", 6 * line.length(), "Upload-Id: slow"));
            String location = location("xapi", "slow");
            for (int i = 1; i <= 6; i++) {
                client.write(line);
                int settled = i * line.length();
                await().pollDelay(Duration.ofMillis(400))
                        .atMost(SOON)
                        .until(() -> settled("xapi", location) == settled);
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        }
    }

    private double events(String outcome) {
        return collector
                .metrics()
                .get("nucleus.events")
                .tags("stage", "collect", "tenant", collector.tenant(), "outcome", outcome)
                .tag("source", collector.tenant() + "-caliper")
                .counter()
                .count();
    }

    private void assertAccepted(int events, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(events);
        assertThat(json(answer).path("rejected").asInt()).as(answer.body()).isZero();
    }

    private String head(String source, int length, String more) {
        return """
        POST /bulk/%s-%s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        Content-Length: %d\r
        %s\r
        \r
        """
                .formatted(collector.tenant(), source, collector.bearer(source), length, more);
    }

    private HttpResponse<String> post(String source, byte[] body, String... more) {
        String[] headers = new String[2 + more.length];
        headers[0] = "Authorization";
        headers[1] = collector.bearer(source);
        System.arraycopy(more, 0, headers, 2, more.length);
        return Http.send(
                "POST", collector.url("/bulk/" + collector.tenant() + "-" + source), body, headers);
    }

    private HttpResponse<String> send(String path, String source) {
        return Http.send(
                "POST", collector.url(path), "", "Authorization", collector.bearer(source));
    }

    private HttpResponse<String> get(String source, String path) {
        return Http.send(
                "GET",
                collector.url(path),
                (byte[]) null,
                "Authorization",
                collector.bearer(source));
    }

    private String location(String source, String upload) {
        return "/bulk/%s-%s/uploads/%s".formatted(collector.tenant(), source, upload);
    }

    private int settled(String source, String location) {
        HttpResponse<String> answer = get(source, location);
        return answer.statusCode() == 404 ? 0 : json(answer).path("offset").asInt();
    }

    /** All pages. */
    private List<JsonNode> report(JsonNode progress) {
        List<JsonNode> report = new ArrayList<>();
        String next = progress.path("report").asText();
        while (!next.isEmpty()) {
            HttpResponse<String> page = get("xapi", next);
            assertThat(page.statusCode()).isEqualTo(200);
            page.body().lines().forEach(line -> report.add(json(line)));
            next =
                    page.headers()
                            .firstValue("Link")
                            .map(link -> link.substring(1, link.indexOf('>')))
                            .orElse("");
        }
        return report;
    }

    private List<String> received(int atLeast) {
        return collector.log(Topic.EVENTS_RECEIVED, atLeast).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                                record.key(), record.headers(), record.value())
                                        .eventId())
                .toList();
    }

    private List<FailedEvent> failed(int atLeast) {
        return collector.log(Topic.EVENTS_FAILED, atLeast).stream()
                .map(ConsumerRecord::value)
                .map(FailedEventCodec::decode)
                .toList();
    }

    private String statementOf(String id) {
        return statement(id);
    }

    private static List<String> ids(int count) {
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(id());
        }
        return ids;
    }

    private static String lines(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        ids.forEach(id -> lines.append(statement(id)).append('\n'));
        return lines.toString();
    }
}

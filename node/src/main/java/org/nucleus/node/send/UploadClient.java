package org.nucleus.node.send;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.runtime.health.Failures;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The collector's {@code /bulk/{source}}, one request at a time and once each. */
final class UploadClient implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Target target;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    UploadClient(Target target) {
        this.target = target;
    }

    /** What came of a request. */
    sealed interface Reply {
        /** It was answered. */
        record Told(Progress progress) implements Reply {}

        /** It can be sent again, after a while. */
        record Again(String reason, Optional<Duration> after) implements Reply {}

        /** It is of no use to send it again. */
        record Closed(String reason) implements Reply {}
    }

    /**
     * One page of the error report.
     *
     * @param lines where each refusal is in the file
     * @param refusals as many
     * @param next path of the next page, if there is one
     */
    record Page(List<Long> lines, List<Answer.Refused> refusals, Optional<String> next) {}

    Reply post(String upload, Part part) throws InterruptedException {
        return ask(
                request(target.bulkAddress())
                        .header("Upload-Id", upload)
                        .header("Upload-Offset", Long.toString(part.offset()))
                        .header("Upload-Complete", part.isLast() ? "?1" : "?0")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(part.bytes())));
    }

    Reply progress(String upload) throws InterruptedException {
        return ask(request(URI.create(target.bulkAddress() + "/uploads/" + upload)).GET());
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(ANSWER_WITHIN)
                .header("Authorization", target.basic());
    }

    private Reply ask(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest asked = request.build();
        try {
            return judge(
                    asked.method().equals("GET"),
                    client.send(asked, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new Reply.Again(
                    target.collector() + " does not answer (" + Failures.reason(e) + ")",
                    Optional.empty());
        }
    }

    private Reply judge(boolean get, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 404 && get) {
            return new Reply.Told(Progress.NOTHING);
        }
        JsonNode json = Responses.json(response.body());
        if (status / 100 == 2) {
            return new Reply.Told(
                    new Progress(
                            json.path("state").asText().equals("complete"),
                            json.path("offset").asLong(),
                            json.path("accepted").asLong(),
                            json.path("rejected").asLong(),
                            json.path("report").asText()));
        }
        String reason =
                "%s answers %d %s".formatted(target, status, json.path("title").asText("")).strip();
        boolean passing = status == 408 || status == 409 || status == 429 || status >= 500;
        return passing
                ? new Reply.Again(reason, Responses.after(response))
                : new Reply.Closed(reason + ". " + json.path("detail").asText(""));
    }

    /** A page of an error report; an empty one where it cannot be had. */
    Page errors(String path) throws InterruptedException {
        List<Long> lines = new ArrayList<>();
        List<Answer.Refused> refusals = new ArrayList<>();
        try {
            HttpResponse<String> response =
                    client.send(
                            request(target.at(path)).GET().build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                return new Page(List.of(), List.of(), Optional.empty());
            }
            for (String line : response.body().lines().toList()) {
                JsonNode error = Responses.line(line);
                lines.add(error.path("line").asLong());
                refusals.add(new Answer.Refused("it breaks rules", Responses.violations(error)));
            }
            return new Page(
                    lines,
                    refusals,
                    response.headers()
                            .firstValue("Link")
                            .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>'))));
        } catch (IOException e) {
            return new Page(lines, refusals, Optional.empty());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

package org.nucleus.node.send;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
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
    private final Contact contact;

    UploadClient(Target target) {
        this.target = target;
        this.contact = new Contact(target);
    }

    /** What came of a request. */
    sealed interface Reply {
        /** It was answered. */
        record Told(Progress progress) implements Reply {}

        /** It can be sent again, after a while. */
        record Again(String reason, Optional<Duration> after) implements Reply {}

        /** The file is not taken; another one may be. */
        record Refused(String reason) implements Reply {}

        /** It is of no use to send anything. */
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
        return switch (contact.send(asked)) {
            case Contact.Outcome.Answered answered ->
                    judge(asked.method().equals("GET"), answered.response());
            case Contact.Outcome.Silent silent when silent.passing() ->
                    new Reply.Again(silent.reason(), Optional.empty());
            case Contact.Outcome.Silent silent -> new Reply.Closed(silent.reason());
        };
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
        if (status == 400 || status == 413 || status == 415) {
            return new Reply.Refused(
                    "%s. %s"
                            .formatted(
                                    json.path("title").asText("status " + status),
                                    json.path("detail").asText("")));
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
        if (!(contact.send(request(target.at(path)).GET().build())
                        instanceof Contact.Outcome.Answered answered)
                || answered.response().statusCode() != 200) {
            return new Page(List.of(), List.of(), Optional.empty());
        }
        String body = new String(answered.response().body(), StandardCharsets.UTF_8);
        for (String line : body.lines().toList()) {
            JsonNode error = Responses.json(line.getBytes(StandardCharsets.UTF_8));
            lines.add(error.path("line").asLong());
            refusals.add(new Answer.Refused("it breaks rules", Responses.violations(error)));
        }
        return new Page(
                lines,
                refusals,
                answered.response()
                        .headers()
                        .firstValue("Link")
                        .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>'))));
    }

    /** Whether the collector lets this credential send files. */
    boolean isAdmitted() throws InterruptedException {
        return !(contact.send(
                                request(URI.create(target.bulkAddress() + "/uploads/any"))
                                        .GET()
                                        .build())
                        instanceof Contact.Outcome.Answered answered)
                || answered.response().statusCode() != 401;
    }

    @Override
    public void close() {
        contact.close();
    }
}

package org.nucleus.node.send;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The collector as an agent meets it: one request at a time, sent again while the collector is busy
 * or away.
 */
final class Door implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Target target;
    private final Duration patience;
    private final Clock clock;
    private final Contact contact;

    /**
     * @param patience how long one request is repeated before giving up
     * @param clock when what is signed is signed
     */
    Door(Target target, Duration patience, Clock clock) {
        this.target = target;
        this.patience = patience;
        this.clock = clock;
        this.contact = new Contact(target);
    }

    /** Sends {@code body} with what its format asks for in headers, by name. */
    Answer post(byte[] body, Map<String, String> headers) throws InterruptedException {
        Patience left = new Patience(patience);
        while (true) {
            Attempt attempt = attempt(body, headers);
            switch (attempt) {
                case Attempt.Final done -> {
                    return done.answer();
                }
                case Attempt.Again again -> {
                    if (!left.waits(again.after())) {
                        return new Answer.Closed(again.reason());
                    }
                }
            }
        }
    }

    private sealed interface Attempt {
        record Final(Answer answer) implements Attempt {}

        record Again(String reason, Optional<Duration> after) implements Attempt {}
    }

    private Attempt attempt(byte[] body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target.address())
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Signature.of(target, body, clock.instant()).forEach(request::header);
        headers.forEach(request::header);
        return switch (contact.send(request.build())) {
            case Contact.Outcome.Answered answered -> judge(answered.response());
            case Contact.Outcome.Silent silent when silent.passing() ->
                    new Attempt.Again(silent.reason(), Optional.empty());
            case Contact.Outcome.Silent silent ->
                    new Attempt.Final(new Answer.Closed(silent.reason()));
        };
    }

    private Attempt judge(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Attempt.Final(new Answer.Accepted());
        }
        JsonNode problem = Responses.json(response.body());
        String reason = "%d %s".formatted(status, problem.path("title").asText("")).strip();
        if (status == 408 || status == 429 || status >= 500) {
            return new Attempt.Again(
                    target.collector() + " answers " + reason, Responses.after(response));
        }
        boolean aboutTheAgent = status == 401 || status == 403 || status == 404 || status == 405;
        return new Attempt.Final(
                aboutTheAgent
                        ? new Answer.Closed(target + " answers " + reason)
                        : new Answer.Refused(reason, Responses.violations(problem)));
    }

    @Override
    public void close() {
        contact.close();
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.eventWithoutActor;
import static org.nucleus.collector.Samples.id;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class EnvelopesDoorTest {
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
    void answersEmptyOnceEveryEventIsOnTheLog() {
        String first = id();
        String second = id();

        HttpResponse<String> answer = post(envelope(event(first), event(second)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        List<ReceivedEvent> events = received(2);
        assertThat(events)
                .extracting(ReceivedEvent::eventId)
                .containsExactly("urn:uuid:" + first, "urn:uuid:" + second);
        assertThat(events.get(0).format()).isEqualTo(Format.CALIPER);
        assertThat(events.get(0).formatVersion()).isEqualTo("v1p2");
        assertThat(events.get(0).payload())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(event(first));
    }

    @Test
    void keepsTheNeighboursOfABadEventAndLogsTheBadOne() {
        String good = id();
        String bad = eventWithoutActor(id());

        HttpResponse<String> answer = post(envelope(bad, event(good)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received(1))
                .extracting(ReceivedEvent::eventId)
                .containsExactly("urn:uuid:" + good);
        FailedEvent failed = failed(1).get(0);
        assertThat(failed.stage()).isEqualTo("collect");
        assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
        assertThat(failed.source()).isEqualTo(collector.tenant() + "-caliper");
        assertThat(failed.violations()).isNotEmpty();
        assertThat(failed.payload()).asString(StandardCharsets.UTF_8).isEqualTo(bad);
    }

    @Test
    void namesTheSameBadEventSentAgainTheSame() {
        String bad = eventWithoutActor(id());
        post(envelope(bad));
        post(envelope(bad));

        assertThat(failed(2))
                .extracting(FailedEvent::failedId)
                .hasSize(2)
                .containsOnly(failed(2).get(0).failedId());
    }

    @Test
    void refusesAllOfAnEnvelopeWithABadEventWhenAskedToBeStrict() {
        HttpResponse<String> answer =
                post(
                        envelope(event(id()), eventWithoutActor(id())),
                        "Prefer",
                        "respond-async, handling=strict");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"pointer\":\"/data/1");
        assertThat(received(0)).isEmpty();
        assertThat(failed(0)).isEmpty();
    }

    @Test
    void keepsAnEventWithATypeThatNobodyKnowsUnlessAskedToBeStrict() {
        String unknown = envelope(event(id()).replaceFirst("\"Person\"", "\"Hologram\""));

        HttpResponse<String> strict = post(unknown, "Prefer", "handling=strict");
        HttpResponse<String> answer = post(unknown);

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("\"pointer\":\"/data/0/actor/type\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received(1).get(0).warnings())
                .extracting(warning -> warning.pointer() + " " + warning.rule())
                .containsExactly("/actor/type caliper.type");
        assertThat(failed(0)).isEmpty();
    }

    @Test
    void refusesWhatIsNoEnvelope() {
        assertThat(post("{}").statusCode()).isEqualTo(400);
        assertThat(post("[]").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(post("\u0000\u0001nonsense").statusCode()).isEqualTo(400);
        assertThat(received(0)).isEmpty();
    }

    @Test
    void refusesADataVersionItDoesNotKnow() {
        HttpResponse<String> answer = post(envelope(event(id())).replace("v1p2", "v9p9"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"/dataVersion\"");
    }

    @Test
    void refusesOtherMediaTypesAndTakesACharset() {
        assertThat(send(envelope(event(id())), "text/plain").statusCode()).isEqualTo(415);
        assertThat(send(envelope(event(id())), "application/json; charset=utf-8").statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsSensorsWithACredentialWhatItUnderstands() {
        HttpResponse<String> answer =
                Http.send(
                        "GET",
                        collector.url("/caliper"),
                        (byte[]) null,
                        "Authorization",
                        collector.bearer("caliper"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"caliperSupportedVersions\":[\"http://purl.imsglobal.org/ctx/caliper/v1p1\","
                            + "\"http://purl.imsglobal.org/ctx/caliper/v1p2\"]",
                        "\"caliperMaximumPayloadSize\":1024",
                        "\"caliperSupportedExtensions\":{}");
        assertThat(Http.send("GET", collector.url("/caliper"), (byte[]) null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void countsEventsByOutcome() {
        post(envelope(event(id()), event(id()), eventWithoutActor(id())));

        assertThat(events("accepted")).isEqualTo(2);
        assertThat(events("rejected")).isEqualTo(1);
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

    private HttpResponse<String> post(String body, String... more) {
        return send(body, "application/json", more);
    }

    private HttpResponse<String> send(String body, String type, String... more) {
        String[] headers = new String[4 + more.length];
        headers[0] = "Authorization";
        headers[1] = collector.bearer("caliper");
        headers[2] = "Content-Type";
        headers[3] = type;
        System.arraycopy(more, 0, headers, 4, more.length);
        return Http.send("POST", collector.url("/caliper"), body, headers);
    }

    private List<ReceivedEvent> received(int atLeast) {
        return collector.log(Topic.EVENTS_RECEIVED, atLeast).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .toList();
    }

    private List<FailedEvent> failed(int atLeast) {
        return collector.log(Topic.EVENTS_FAILED, atLeast).stream()
                .map(ConsumerRecord::value)
                .map(FailedEventCodec::decode)
                .toList();
    }
}

package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every sample is answered as its sender needs it, is one row however often it is sent, and leaves
 * none of its secrets anywhere.
 */
final class SamplesIT {
    private static final int TIMES = 3;
    private static final String OURS =
            " where source in ('xapi-demo', 'caliper-1', 'canvas-1', 'canvas-signed',"
                    + " 'chime-eventbridge', 'bbb-1', 'bbb-north', 'bbb-2', 'jitsi-1', 'jaas-1',"
                    + " 'classy-1')";

    /**
     * By hand, from the samples and what makes two deliveries one event. Five heartbeats without id
     * and time are events of their own each time they come; of Canvas one event comes unsigned and
     * signed, from two sources; each of the two callbacks of BigBlueButton is itself and three
     * attendees, and one has a vote besides what a webhook said of it; the speaking times of JaaS
     * are those of two people.
     */
    private static final Map<String, Integer> ROWS =
            Map.of(
                    "XAPI",
                    8 + 5 * TIMES,
                    "CALIPER",
                    7,
                    "CANVAS",
                    11 + 1,
                    "CHIME",
                    17,
                    "BBB",
                    30 + 5 + 4,
                    "JITSI",
                    12,
                    "JAAS",
                    8 + 1,
                    "CLASSY",
                    10);

    /** Of every sample: the addresses of people's machines, and what people wrote. */
    private static final List<String> PRIVATE =
            List.of(
                    "MustVanish",
                    "203.0.113.",
                    "Telophase, twice",
                    "n-5521-demo",
                    "Action=Unsubscribe");

    private static final AcceptanceNode NODE = AcceptanceNode.shared();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> ANSWERS = new ArrayList<>();
    private static List<Sample> samples;
    private static Pattern secrets;

    @BeforeAll
    static void send() throws IOException, InterruptedException {
        samples = new Samples(Clock.systemUTC().instant().getEpochSecond()).all();
        secrets = secrets();
        for (Sample sample : samples) {
            Sample forged = sample.forged(sample.target().contains("/bbb") ? 403 : 401);
            assertThat(status(forged)).as("forged " + sample).isEqualTo(forged.status());
        }
        for (Sample sample : samples) {
            for (int i = 0; i < TIMES; i++) {
                assertThat(status(sample)).as(sample.toString()).isEqualTo(sample.status());
            }
        }
        try (RawLog log = new RawLog(NODE.kafka())) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> log.isRead(Topic.EVENTS_RECEIVED));
        }
    }

    private static int status(Sample sample) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(NODE.collector() + sample.target()))
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        HttpResponse<String> answer =
                CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        ANSWERS.add(answer.body());
        return answer.statusCode();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Test
    void eachEventIsOneRowThoughSentThreeTimes() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(rows()).isEqualTo(new TreeMap<>(ROWS)));
        assertThat(
                        NODE.query(
                                "select event_id, count(*) as n from events"
                                        + OURS
                                        + " group by 1 having n > 1"))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadIsKeptApart() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () ->
                                assertThat(
                                                NODE.query(
                                                        "select distinct failed_id, violations"
                                                                + " from failed_events"
                                                                + OURS))
                                        .singleElement()
                                        .asString()
                                        .contains("/data/1/eventTime"));
    }

    @Test
    void noTopicHoldsASecret() throws ExecutionException, InterruptedException, IOException {
        try (RawLog log = new RawLog(NODE.kafka())) {
            Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = log.read();
            assertThat(topics.get(Topic.EVENTS_RECEIVED.name())).hasSizeGreaterThan(300);
            assertThat(topics.get(Topic.EVENTS_ENRICHED.name())).hasSizeGreaterThan(100);
            topics.forEach(
                    (topic, records) ->
                            records.forEach(
                                    record -> assertNothingTold(topic, RawLog.text(record))));
        }
    }

    @Test
    void noTableHoldsASecret() {
        await().atMost(Duration.ofSeconds(60)).until(SamplesIT::isStored);
        for (String table : List.of("events", "failed_events")) {
            JsonNode rows = NODE.query("select * from " + table);
            assertThat(rows).isNotEmpty();
            for (JsonNode row : rows) {
                assertNothingTold(table, row.toString());
                byte[] bytes = Base64.getDecoder().decode(row.path("payload_base64").asText(""));
                assertNothingTold(table, new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(
                        NODE.query(
                                "select format, native_type from events"
                                        + OURS
                                        + " and format in ('JAAS', 'CANVAS')"
                                        + " and payload like '%ada.moreau@%'"))
                .isEmpty();
    }

    @Test
    void noLineOfTheLogAndNoAnswerHoldsASecret() throws IOException {
        assertThat(NODE.logged()).contains("Source added");
        assertNothingTold("log", NODE.logged());
        assertNothingTold("output", NODE.printed());
        ANSWERS.forEach(answer -> assertNothingTold("answer", answer));
    }

    private static void assertNothingTold(String place, String text) {
        assertThat(secrets.matcher(text).results().map(MatchResult::group)).as(place).isEmpty();
    }

    /** Finds any demo secret, signature or token that was sent, and all else that is private. */
    private static Pattern secrets() {
        return Pattern.compile(
                Stream.of(
                                DemoSources.SECRETS.stream(),
                                PRIVATE.stream(),
                                samples.stream().flatMap(Sample::credentials))
                        .flatMap(Function.identity())
                        .filter(secret -> !secret.isEmpty())
                        .distinct()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
    }

    private static boolean isStored() {
        return rows().equals(ROWS)
                && !NODE.query("select failed_id from failed_events" + OURS).isEmpty();
    }

    private static Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        for (JsonNode row :
                NODE.query("select format, count(*) as n from events" + OURS + " group by 1")) {
            rows.put(row.path("format").asText(), row.path("n").asInt());
        }
        return rows;
    }
}

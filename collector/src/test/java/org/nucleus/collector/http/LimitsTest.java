package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.Samples;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a source gets that sends more than it may. */
final class LimitsTest {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void refusesEventsBeyondTheRateOfTheSource() {
        try (RunningCollector collector = RunningCollector.start()) {
            limited(collector, 20);
            String[] batch = statements(15);

            assertThat(post(collector, "limited", batch).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = post(collector, "limited", statements(15));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("urn:nucleus:problem:rate");
            assertThat(post(collector, "xapi", statements(50)).statusCode())
                    .as("another source")
                    .isEqualTo(200);
            await().until(() -> post(collector, "limited", statements(15)).statusCode() == 200);
            assertThat(collector.log(Topic.EVENTS_RECEIVED, 80)).hasSize(80);
        }
    }

    @Test
    void takesABatchLargerThanTheRateAndHasTheSourceWaitForIt() {
        try (RunningCollector collector = RunningCollector.start()) {
            limited(collector, 10);

            assertThat(post(collector, "limited", statements(100)).statusCode()).isEqualTo(200);
            HttpResponse<String> refused = post(collector, "limited", statements(1));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(5, 10);
        }
    }

    @Test
    void refusesByTheHeadAloneWhatIsBeyondTheRate() {
        try (RunningCollector collector = RunningCollector.start()) {
            limited(collector, 10);
            assertThat(post(collector, "limited", statements(100)).statusCode()).isEqualTo(200);

            try (RawClient client = new RawClient(collector.service().port())) {
                client.write(head(collector, "limited", 1000));
                assertThat(client.readHead())
                        .startsWith("HTTP/1.1 429 ")
                        .containsIgnoringCase("retry-after: ");
            }
        }
    }

    @Test
    void servesTheConnectionOfARefusedRequestOn() {
        try (RunningCollector collector = RunningCollector.start()) {
            limited(collector, 10);
            assertThat(post(collector, "limited", statements(25)).statusCode()).isEqualTo(200);
            try (RawClient client = new RawClient(collector.service().port())) {
                client.write(head(collector, "limited", 100_000) + " ".repeat(100_000));
                String head = client.readHead();
                assertThat(head).startsWith("HTTP/1.1 429 ");
                client.read(length(head));
                String body = statement(id());
                client.write(head(collector, "xapi", body.length()) + body);
                assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void holdsEverySourceToTheLimitOfTheNode() {
        try (RunningCollector collector =
                RunningCollector.start("collector.source.events.per.second", "5")) {
            assertThat(post(collector, "xapi", statements(5)).statusCode()).isEqualTo(200);
            assertThat(post(collector, "xapi", statements(5)).statusCode()).isEqualTo(429);
            assertThat(envelope(collector, 5).statusCode()).isEqualTo(200);
            assertThat(envelope(collector, 5).statusCode()).isEqualTo(429);
        }
    }

    @Test
    void tellsJitsiToTryAgainSinceItDropsWhatIsAnswered429() {
        try (RunningCollector collector =
                RunningCollector.with(
                        LimitsTest::pushing, "collector.source.events.per.second", "1")) {
            assertThat(push(collector, "json", "").statusCode()).isEqualTo(200);
            assertThat(push(collector, "json", "").statusCode()).isEqualTo(429);

            assertThat(push(collector, "jitsi", "/events/room/created").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = push(collector, "jitsi", "/events/room/created");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("urn:nucleus:problem:rate");
        }
    }

    private static List<Source> pushing(String tenant) {
        return List.of(
                SampleSources.of(tenant, tenant + "-json", Format.JSON, Scheme.HEADER, "secret"),
                SampleSources.of(tenant, tenant + "-jitsi", Format.JITSI, Scheme.HEADER, "secret"));
    }

    private static HttpResponse<String> push(
            RunningCollector collector, String source, String tail) {
        return Http.send(
                "POST",
                collector.url("/webhooks/" + collector.tenant() + "-" + source + tail),
                "{\"event_name\":\"muc-room-created\"}",
                "Authorization",
                "secret",
                "Content-Type",
                "application/json");
    }

    @Test
    void takesBytesBeyondTheShareOfASourceWhileHalfOfAllIsFree() {
        holding(
                4,
                collector -> {
                    assertThat(post(collector, "xapi", padded(MEBIBYTE / 2)).statusCode())
                            .isEqualTo(200);
                    assertThat(envelope(collector, 50).statusCode()).isEqualTo(200);
                });
    }

    @Test
    void refusesBytesBeyondTheShareOfTheSourceAndNotThoseOfOthers() {
        holding(
                8,
                collector -> {
                    HttpResponse<String> refused = post(collector, "xapi", padded(MEBIBYTE / 2));

                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                    assertThat(refused.body()).contains("urn:nucleus:problem:source-busy");
                    assertThat(envelope(collector, 50).statusCode()).isEqualTo(200);
                });
    }

    /** While a source with a share of 2 MiB of 8 holds half a mebibyte so many times. */
    private static void holding(int times, Consumer<RunningCollector> then) {
        try (RunningCollector collector =
                RunningCollector.start("collector.inflight.max.bytes", "8MiB")) {
            List<RawClient> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < times; i++) {
                    RawClient client = new RawClient(collector.service().port());
                    waiting.add(client);
                    client.write(head(collector, "xapi", MEBIBYTE));
                    client.write(" ".repeat(MEBIBYTE / 2 - 1));
                }
                await().until(() -> inflight(collector) > (times / 2.0 - 0.1) * MEBIBYTE);
                then.accept(collector);
            } finally {
                waiting.forEach(RawClient::close);
            }
            await().until(() -> inflight(collector) == 0);
            assertThat(post(collector, "xapi", statements(1)).statusCode()).isEqualTo(200);
        }
    }

    private static String padded(int length) {
        String statement = statement(id());
        return statement + " ".repeat(length - statement.length());
    }

    private static void limited(RunningCollector collector, int eventsPerSecond) {
        Source source = collector.source("limited", Format.XAPI, Source.State.ACTIVE);
        collector.put(
                source.under(
                        new SourcePolicy(
                                Set.of(),
                                List.of(),
                                eventsPerSecond,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false)));
        await().until(() -> post(collector, "limited", "[]").statusCode() != 401);
    }

    private static String[] statements(int count) {
        return IntStream.range(0, count)
                .mapToObj(ignored -> statement(id()))
                .toArray(String[]::new);
    }

    private static HttpResponse<String> post(
            RunningCollector collector, String source, String... statements) {
        String body = statements.length == 1 ? statements[0] : List.of(statements).toString();
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                body,
                "Authorization",
                collector.basic(source),
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3");
    }

    private static HttpResponse<String> envelope(RunningCollector collector, int events) {
        String[] data =
                IntStream.range(0, events).mapToObj(ignored -> event(id())).toArray(String[]::new);
        return Http.send(
                "POST",
                collector.url("/caliper"),
                Samples.envelope(data).getBytes(StandardCharsets.UTF_8),
                "Authorization",
                collector.bearer("caliper"),
                "Content-Type",
                "application/json");
    }

    private static String head(RunningCollector collector, String source, int length) {
        return "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\nContent-Length: %d\r\n\r\n"
                .formatted(collector.basic(source), length);
    }

    private static int length(String head) {
        return Integer.parseInt(head.replaceAll("(?is).*content-length: ([0-9]+).*", "$1"));
    }

    private static double inflight(RunningCollector collector) {
        return collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value();
    }
}

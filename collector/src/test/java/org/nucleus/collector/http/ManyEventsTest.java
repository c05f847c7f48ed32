package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests with so many events that they could hold up all others on their event loop. */
final class ManyEventsTest {
    private static final String ORIGIN = "https://pages.example.org";
    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        collector =
                RunningCollector.with(ManyEventsTest::sources, "collector.http.event.loops", "1");
    }

    private static List<Source> sources(String tenant) {
        return List.of(
                SampleSources.ofPages(tenant + "-p-xapi", tenant, Format.XAPI, ORIGIN),
                SampleSources.ofPages(tenant + "-p-json", tenant, Format.JSON, ORIGIN),
                SampleSources.of(tenant, tenant + "-json", Format.JSON, Scheme.HEADER, "secret"),
                SampleSources.of(tenant, tenant + "-bbb", Format.BBB, Scheme.CHECKSUM, "secret"));
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void refusesAnArrayOfStatements() {
        assertRefused(post("/xapi/statements", tiny("0"), xapi()));
        assertRefused(post("/xapi/statements", tiny("{}"), xapi()));
        String good =
                IntStream.range(0, 5)
                        .mapToObj(ignored -> statement(id()))
                        .collect(Collectors.joining(",", "[", ",0" + ",0".repeat(9_999) + "]"));
        assertRefused(post("/xapi/statements", good, xapi()));
    }

    @Test
    void refusesAFormOfTheAlternateSyntax() {
        String form =
                "Authorization=%s&X-Experience-API-Version=1.0.3&Content-Type=application%%2Fjson&content=%s"
                        .formatted(encoded(collector.basic("xapi")), tiny("0"));

        assertRefused(post("/xapi/statements?method=POST", form, FORM));
    }

    @Test
    void refusesAnEnvelope() {
        assertRefused(post("/caliper", envelope(tiny("0").replaceAll("[\\[\\]]", "")), caliper()));
    }

    @Test
    void refusesWhatIsPushed() {
        String[] json = {"Authorization", "secret", "Content-Type", "application/json"};
        assertRefused(post(webhook("json"), tiny("{}"), json));
        assertRefused(post(webhook("json"), " " + tiny("\"],[\""), json));

        String[] bbb = {
            "Authorization", "Bearer secret", "Content-Type", "application/x-www-form-urlencoded"
        };
        assertRefused(post(webhook("bbb"), "domain=d&timestamp=1&event=" + tiny("0"), bbb));
    }

    @Test
    void refusesWhatAPageSends() {
        String[] page = {"Origin", ORIGIN, "Content-Type", "text/plain"};
        String tenant = collector.tenant();
        assertRefused(post("/beacon/" + tenant + "-p-xapi", tiny("0"), page));
        assertRefused(post("/beacon/" + tenant + "-p-json", tiny("{}"), page));
    }

    @Test
    void servesOthersWhileItWorksOnOneWithManyEvents() {
        int before = collector.log(Topic.EVENTS_FAILED, 0).size();
        String body = envelope(",{\"type\":\"NavigationEvent\"}".repeat(10_000).substring(1));
        about();
        CompletableFuture<Long> large =
                CompletableFuture.supplyAsync(
                        () -> nanos(() -> post("/caliper", body, caliper()).statusCode()));
        long longest = 0;
        while (!large.isDone()) {
            longest = Math.max(longest, nanos(ManyEventsTest::about));
        }

        assertThat(longest)
                .as("longest wait of others, of %d ns", large.join())
                .isLessThan(large.join() / 2);
        assertThat(collector.log(Topic.EVENTS_FAILED, before + 10_000)).hasSize(before + 10_000);
    }

    private static int about() {
        return Http.send("GET", collector.url("/xapi/about"), (byte[]) null).statusCode();
    }

    private static long nanos(IntSupplier request) {
        long begun = System.nanoTime();
        assertThat(request.getAsInt()).isEqualTo(200);
        return System.nanoTime() - begun;
    }

    @Test
    void storesAsManyAsAreAllowedInTheirOrder() {
        List<String> ids = IntStream.range(0, 4_000).mapToObj(ignored -> id()).toList();
        String body =
                ids.stream()
                        .map(id -> statement(id).replace("example.org/course", "e.org/c"))
                        .collect(Collectors.joining(",", "[", "]"));

        HttpResponse<String> answer = post("/xapi/statements", body, xapi());

        assertThat(answer.body())
                .isEqualTo(
                        ids.stream()
                                .map(id -> '"' + id + '"')
                                .collect(Collectors.joining(",", "[", "]")));
        assertThat(post("/xapi/statements", body, xapi()).statusCode())
                .as("the same again")
                .isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("10000", "collector.request.max.events", "/bulk/");
        assertThat(collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value())
                .isZero();
    }

    private static String tiny(String item) {
        int items = Math.min(200_000, 1_000_000 / (item.length() + 1));
        return "[" + item + ("," + item).repeat(items - 1) + "]";
    }

    private static String webhook(String source) {
        return "/webhooks/" + collector.tenant() + "-" + source;
    }

    private static String[] xapi() {
        return new String[] {
            "Authorization",
            collector.basic("xapi"),
            "Content-Type",
            "application/json",
            "X-Experience-API-Version",
            "1.0.3"
        };
    }

    private static String[] caliper() {
        return new String[] {
            "Authorization", collector.bearer("caliper"), "Content-Type", "application/json"
        };
    }

    private static HttpResponse<String> post(String path, String body, String... headers) {
        return Http.send("POST", collector.url(path), body, headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

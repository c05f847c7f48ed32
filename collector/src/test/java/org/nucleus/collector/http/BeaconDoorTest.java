package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;
import static org.nucleus.collector.Samples.statementWithoutActor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

final class BeaconDoorTest {
    private static final String ORIGIN = "https://pages.example.org";
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector = RunningCollector.with(BeaconDoorTest::sources);
    }

    private static List<Source> sources(String tenant) {
        return List.of(
                SampleSources.ofPages(tenant + "-p-xapi", tenant, Format.XAPI, ORIGIN),
                SampleSources.ofPages(tenant + "-p-json", tenant, Format.JSON, ORIGIN),
                SampleSources.ofPages(tenant + "-p-canvas", tenant, Format.CANVAS, ORIGIN),
                SampleSources.ofPages(tenant + "-p-paused", tenant, Format.XAPI, ORIGIN)
                        .in(Source.State.PAUSED),
                SampleSources.ofPages(tenant + "-p-revoked", tenant, Format.XAPI, ORIGIN)
                        .in(Source.State.REVOKED));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void takesStatementsOfAPageThatDoesNotWait() {
        String first = id();
        String second = id();
        String body = "[" + statement(first) + "," + statement(second) + "]";

        HttpResponse<String> answer =
                post("p-xapi", body, "Origin", ORIGIN, "Content-Type", "text/plain;charset=UTF-8");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .contains("true");
        assertThat(received(2))
                .extracting(ReceivedEvent::eventId)
                .containsExactlyInAnyOrder(first, second);
        assertThat(received(2).get(0).source()).isEqualTo(collector.tenant() + "-p-xapi");
    }

    @Test
    void takesAnEventInTheQueryOfAnImage() {
        String first = id();
        String second = id();
        String base64 =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(statement(second).getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer =
                get("p-xapi?d=" + encoded(statement(first)), "Referer", ORIGIN + "/course/1?x=y");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).startsWith("GIF89a");
        assertThat(get("p-xapi?d=" + base64, "Referer", ORIGIN).statusCode()).isEqualTo(200);
        assertThat(received(2))
                .extracting(ReceivedEvent::eventId)
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void holdsPagesToTheRulesOfTheirFormat() {
        String bad = statementWithoutActor(id());

        assertThat(post("p-xapi", bad, "Origin", ORIGIN).statusCode()).isEqualTo(400);
        assertThat(get("p-xapi?d=" + encoded(bad), "Referer", ORIGIN).statusCode()).isEqualTo(400);
        assertThat(get("p-xapi?d=*", "Referer", ORIGIN).statusCode()).isEqualTo(400);
        assertThat(get("p-xapi", "Referer", ORIGIN).statusCode()).isEqualTo(400);
        assertThat(post("p-xapi", "{}", "Origin", ORIGIN, "Content-Type", "image/png").statusCode())
                .isEqualTo(415);
        String known = id();
        post("p-xapi", statement(known), "Origin", ORIGIN);
        String other = statement(known).replace("course/1", "course/2");
        assertThat(post("p-xapi", other, "Origin", ORIGIN).statusCode()).isEqualTo(409);
        assertThat(post("p-canvas", "{}", "Origin", ORIGIN).statusCode()).isEqualTo(403);
        assertThat(received(1)).hasSize(1);
    }

    @Test
    void keepsAnyJsonOfASourceOfThatFormat() {
        assertThat(post("p-json", "{\"a\":1,\"token\":\"x\"}", "Origin", ORIGIN).statusCode())
                .isEqualTo(204);
        assertThat(received(1).get(0).payload())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesPagesOfOtherOriginsAndSourcesThatAreNotForPages() {
        String statement = statement(id());
        for (String[] headers :
                List.of(
                        new String[] {},
                        new String[] {"Origin", "null"},
                        new String[] {"Origin", "https://evil.example"},
                        new String[] {"Origin", "https://evil.example", "Referer", ORIGIN + "/"},
                        new String[] {"Origin", ORIGIN + ".evil.example"},
                        new String[] {"Referer", "https://evil.example/?" + ORIGIN},
                        new String[] {"Referer", ORIGIN + "@evil.example/"},
                        new String[] {"Referer", "x"})) {
            HttpResponse<String> answer = post("p-xapi", statement, headers);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("urn:nucleus:problem:origin");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }
        for (String name : List.of("xapi", "p-revoked", "none", "p-xapi/x", "p-paused")) {
            assertThat(post(name, statement, "Origin", ORIGIN).statusCode()).isEqualTo(403);
        }
        assertThat(received(0)).isEmpty();
    }

    @Test
    void tellsBrowsersWhatPagesMaySend() {
        HttpResponse<String> mine = options("p-xapi", ORIGIN);

        assertThat(mine.statusCode()).isEqualTo(204);
        assertThat(mine.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
        assertThat(mine.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
        assertThat(mine.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("Content-Type"));
        HttpResponse<String> other = options("p-xapi", "https://evil.example");
        assertThat(other.statusCode()).isEqualTo(204);
        assertThat(other.headers().map())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
    }

    private HttpResponse<String> options(String name, String origin) {
        return Http.send(
                "OPTIONS",
                url(name),
                (byte[]) null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST");
    }

    private HttpResponse<String> post(String target, String body, String... headers) {
        return Http.send("POST", url(target), body, headers);
    }

    private HttpResponse<String> get(String target, String... headers) {
        return Http.send("GET", url(target), (byte[]) null, headers);
    }

    private String url(String target) {
        return collector.url("/beacon/" + collector.tenant() + "-" + target);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<ReceivedEvent> received(int atLeast) {
        return collector.log(Topic.EVENTS_RECEIVED, atLeast).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .toList();
    }
}

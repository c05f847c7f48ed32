package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.RunningCollector;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DispatcherTest {
    private RunningCollector collector;

    @BeforeAll
    void start() {
        collector =
                RunningCollector.start(
                        "collector.cors.origins", "https://lms.example.org, https://b.org");
    }

    @AfterAll
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/xapi",
                "/xapi/activities/state",
                "/xapi/statements/more",
                "/xapi/statement",
                "/caliper/x"
            })
    void answersNotFoundElsewhere(String path) {
        HttpResponse<String> answer = send("GET", path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("urn:nucleus:problem:not-found");
    }

    @Test
    void namesTheMethodsOfAnAddress() {
        HttpResponse<String> reading = send("GET", "/xapi/statements");

        assertThat(reading.statusCode()).isEqualTo(405);
        assertThat(reading.headers().firstValue("Allow")).contains("OPTIONS, POST, PUT");
        assertThat(send("DELETE", "/caliper").headers().firstValue("Allow"))
                .contains("GET, HEAD, OPTIONS, POST");
        assertThat(send("POST", "/xapi/about").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/xapi/statements").statusCode()).isEqualTo(405);
    }

    @Test
    void tellsEverybodyAboutItsVersions() {
        HttpResponse<String> about = send("GET", "/xapi/about");

        assertThat(about.statusCode()).isEqualTo(200);
        assertThat(about.body()).isEqualTo("{\"version\":[\"2.0.0\",\"1.0.3\"],\"extensions\":{}}");
        assertThat(about.headers().firstValue("X-Experience-API-Version")).contains("2.0.0");
        HttpResponse<String> head = send("HEAD", "/xapi/about");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void answersOptionsWithoutOrigin() {
        HttpResponse<String> answer = send("OPTIONS", "/xapi/statements");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS, POST, PUT");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void letsPagesOfListedOriginsSend() {
        HttpResponse<String> preflight =
                send(
                        "OPTIONS",
                        "/xapi/statements",
                        "Origin",
                        "https://lms.example.org",
                        "Access-Control-Request-Method",
                        "POST");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://lms.example.org");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST", "PUT"));
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(
                        headers ->
                                assertThat(headers)
                                        .contains(
                                                "Authorization",
                                                "Content-Type",
                                                "X-Experience-API-Version",
                                                "Prefer"));
        HttpResponse<String> sent = statementFrom("https://b.org");
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://b.org");
        assertThat(sent.headers().firstValue("Vary"))
                .hasValueSatisfying(vary -> assertThat(vary).isEqualToIgnoringCase("Origin"));
        assertThat(sent.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(
                        headers -> assertThat(headers).contains("X-Experience-API-Version"));
    }

    @Test
    void givesPagesOfOtherOriginsNoHeader() {
        HttpResponse<String> preflight =
                send(
                        "OPTIONS",
                        "/caliper",
                        "Origin",
                        "https://evil.example",
                        "Access-Control-Request-Method",
                        "POST");

        assertThat(preflight.headers().map())
                .doesNotContainKeys(
                        "access-control-allow-origin",
                        "access-control-allow-methods",
                        "access-control-allow-headers");
        assertThat(
                        statementFrom("https://evil.example")
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xapi",
                "/xapi/",
                "/xapi/about",
                "/xapi/statements",
                "/xapi/statements/more",
                "/xapi/activities/state",
                "//xapi//agents/"
            })
    void tellsItsXapiVersionBelowXapiWhateverComesOfARequest(String path) {
        for (String method : List.of("GET", "POST", "DELETE", "HEAD", "OPTIONS")) {
            HttpResponse<String> answer = send(method, path, "X-Experience-API-Version", "2.0.0");
            assertThat(answer.headers().firstValue("X-Experience-API-Version"))
                    .as(method)
                    .contains("2.0.0");
            assertThat(answer.headers().firstValue("X-Experience-API-Consistent-Through"))
                    .as(method)
                    .matches(found -> found.isPresent() == path.contains("statements"));
        }
        assertThat(send("PATCH", path).headers().firstValue("X-Experience-API-Version"))
                .hasValueSatisfying(version -> assertThat(version).isIn("1.0.3", "2.0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xapi/activities/state",
                "/xapi/agents/profile",
                "/xapi/statements/",
                "/caliper",
                "/caliper/x",
                "/caliper/"
            })
    void answersAPreflightOfEveryPathBelowXapiAndCaliper(String path) {
        HttpResponse<String> preflight =
                send(
                        "OPTIONS",
                        path,
                        "Origin",
                        "https://b.org",
                        "Access-Control-Request-Method",
                        "POST");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://b.org");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(
                        headers ->
                                assertThat(headers)
                                        .contains("If-Match", "If-None-Match", "traceparent"));
    }

    @Test
    void letsAPageReadThatWhatItAsksForIsNotHere() {
        HttpResponse<String> answer =
                send("GET", "/xapi/activities/state", "Origin", "https://b.org");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://b.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/xapi/about",
                "/xapi/statements",
                "/caliper",
                "/webhooks/x",
                "/bulk/x",
                "/beacon/x"
            })
    void everyAnswerHasADateAndDependsOnTheOrigin(String path) {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            HttpResponse<String> answer = send(method, path);
            assertThat(answer.headers().allValues("Vary")).as(method).containsExactly("Origin");
            String date = answer.headers().firstValue("Date").orElse("");
            assertThat(date).as(method).endsWith(" GMT").hasSize(29);
            assertThat(
                            Duration.between(
                                            ZonedDateTime.parse(
                                                    date, DateTimeFormatter.RFC_1123_DATE_TIME),
                                            ZonedDateTime.now(Clock.systemUTC()))
                                    .abs())
                    .isLessThan(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xapi/statements/",
                "//xapi/statements",
                "/xapi//statements",
                "//xapi///statements//"
            })
    void takesNoNoticeOfSlashesTooMany(String path) {
        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        collector.url(path),
                        statement(id()),
                        "Authorization",
                        collector.basic("xapi"),
                        "Content-Type",
                        "application/json",
                        "X-Experience-API-Version",
                        "1.0.3");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void findsSourcesBehindSlashesTooMany() {
        String own = collector.tenant() + "-xapi";

        for (String path : List.of("/bulk/" + own + "/", "//bulk//" + own)) {
            assertThat(
                            Http.send(
                                            "POST",
                                            collector.url(path),
                                            statement(id()),
                                            "Authorization",
                                            collector.basic("xapi"),
                                            "X-Experience-API-Version",
                                            "1.0.3")
                                    .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        for (String path : List.of("/bulk/", "/webhooks/", "/beacon/", "/webhooks", "//")) {
            assertThat(send("POST", path).statusCode()).as(path).isBetween(400, 499);
        }
    }

    @Test
    void tellsWhichEncodingsItTakes() {
        assertThat(
                        Http.send(
                                        "POST",
                                        collector.url("/xapi/statements"),
                                        statement(id()),
                                        "Authorization",
                                        collector.basic("xapi"),
                                        "Content-Encoding",
                                        "br")
                                .headers()
                                .firstValue("Accept-Encoding"))
                .contains("gzip, identity");
        assertThat(
                        Http.send(
                                        "POST",
                                        collector.url("/bulk/" + collector.tenant() + "-xapi"),
                                        statement(id()),
                                        "Authorization",
                                        collector.basic("xapi"),
                                        "X-Experience-API-Version",
                                        "1.0.3",
                                        "Content-Encoding",
                                        "br")
                                .headers()
                                .firstValue("Accept-Encoding"))
                .contains("gzip, zstd, identity");
    }

    private HttpResponse<String> statementFrom(String origin) {
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                statement(id()),
                "Authorization",
                collector.basic("xapi"),
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3",
                "Origin",
                origin);
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        return Http.send(method, collector.url(path), (byte[]) null, headers);
    }
}

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
            strings = {"/", "/xapi", "/xapi/statements/", "/xapi/activities/state", "/caliper/x"})
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

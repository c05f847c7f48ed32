package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;

import java.net.http.HttpResponse;
import java.util.Base64;

final class GateTest {
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
    void admitsBasicAndBearer() {
        assertThat(postStatement(collector.basic("xapi")).statusCode()).isEqualTo(200);
        assertThat(postStatement(collector.bearer("xapi")).statusCode()).isEqualTo(200);
        assertThat(postEnvelope(collector.basic("caliper")).statusCode()).isEqualTo(200);
        assertThat(postEnvelope(collector.bearer("caliper")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer ",
                "Basic",
                "Basic !!!",
                "Basic bm9jb2xvbg==",
                "Basic dW5rbm93bjpzZWNyZXQ=",
                "Digest username=x",
                "x"
            })
    void challengesWhoeverItDoesNotKnow(String authorization) {
        HttpResponse<String> answer = postStatement(authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly(
                        "Basic realm=\"nucleus\", charset=\"UTF-8\"", "Bearer realm=\"nucleus\"");
        assertThat(answer.body()).contains("urn:nucleus:problem:unauthenticated");
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
    }

    @Test
    void challengesTheSecretOfOneSourceUnderTheNameOfAnother() {
        String mixed = collector.tenant() + "-xapi:s-" + collector.tenant() + "-caliper";

        assertThat(
                        postStatement(
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(mixed.getBytes()))
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void challengesARequestWithoutCredential() {
        HttpResponse<String> answer =
                Http.send("POST", collector.url("/caliper"), envelope(event(id())));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesPausedSourcesAndChallengesRevokedOnes() {
        HttpResponse<String> paused = postStatement(collector.basic("paused"));

        assertThat(paused.statusCode()).isEqualTo(403);
        assertThat(paused.body()).contains("urn:nucleus:problem:source-paused");
        assertThat(postStatement(collector.bearer("revoked")).statusCode()).isEqualTo(401);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
    }

    @Test
    void refusesSourcesOfTheOtherFormat() {
        HttpResponse<String> answer = postStatement(collector.bearer("caliper"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:nucleus:problem:source-format", "CALIPER");
        assertThat(postEnvelope(collector.basic("xapi")).statusCode()).isEqualTo(403);
    }

    @Test
    void learnsOfNewAndRevokedSourcesWhileItRuns() {
        collector.put(collector.source("new", Format.XAPI, Source.State.ACTIVE));
        await().until(() -> postStatement(collector.basic("new")).statusCode() == 200);

        collector.put(collector.source("new", Format.XAPI, Source.State.REVOKED));
        await().until(() -> postStatement(collector.basic("new")).statusCode() == 401);
    }

    @Test
    void countsRequestsBySourceAndRefusalsByKind() {
        postStatement(collector.basic("xapi"));
        postStatement(collector.basic("paused"));
        postStatement("Bearer wrong");

        assertThat(requests("xapi", "accepted")).isEqualTo(1);
        assertThat(requests("paused", "rejected")).isEqualTo(1);
        assertThat(
                        collector
                                .metrics()
                                .get("nucleus.collector.refusals")
                                .tag("kind", "unauthenticated")
                                .counter()
                                .count())
                .isEqualTo(1);
        assertThat(collector.metrics().get("nucleus.collector.request.duration").timer().count())
                .isEqualTo(3);
    }

    private double requests(String source, String outcome) {
        return collector
                .metrics()
                .get("nucleus.collector.requests")
                .tags("tenant", collector.tenant(), "format", "XAPI", "outcome", outcome)
                .tag("source", collector.tenant() + "-" + source)
                .counter()
                .count();
    }

    private HttpResponse<String> postStatement(String authorization) {
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                statement(id()),
                "Authorization",
                authorization,
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3");
    }

    private HttpResponse<String> postEnvelope(String authorization) {
        return Http.send(
                "POST",
                collector.url("/caliper"),
                envelope(event(id())),
                "Authorization",
                authorization,
                "Content-Type",
                "application/json");
    }
}

package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.eventWithoutActor;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source that was granted {@code http://example.org/course/} and {@code
 * https://example.edu/pages/}.
 */
final class NamespacesTest {
    private static final String ELSEWHERE = "http://example.org/courses-of-others/1";
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector = RunningCollector.start();
        SourcePolicy policy =
                new SourcePolicy(
                        Set.of(),
                        List.of("http://example.org/course/", "https://example.edu/pages/"),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        for (Format format : List.of(Format.XAPI, Format.CALIPER)) {
            collector.put(
                    collector.source("only-" + format, format, Source.State.ACTIVE).under(policy));
        }
        await().until(
                        () ->
                                envelopes(event(id())).statusCode() == 200
                                        && statements(statement(id())).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void whatIsBelowAGrantedNamespaceIsTaken() {
        assertThat(statements("[" + statement(id()) + "," + statement(id()) + "]").statusCode())
                .isEqualTo(200);
    }

    @Test
    void oneActivityElsewhereRefusesAllStatementsAndIsPointedAt() {
        int before = collector.log(Topic.EVENTS_RECEIVED, 2).size();
        String other = elsewhere(statement(id()));
        assertRefused(statements(other), "/object/id");
        assertRefused(statements("[" + other + "]"), "/0/object/id");
        assertRefused(statements("[" + statement(id()) + " , " + other + "]"), "/1/object/id");
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 2)).hasSize(before);
    }

    @Test
    void theActivityOfASubStatementCountsToo() {
        String sub =
                """
                {"objectType":"SubStatement","actor":{"mbox":"mailto:a@example.org"},
                 "verb":{"id":"http://example.org/v"},"object":{"id":"%s"}}\
                """;
        String granted = withObject(sub.formatted("http://example.org/course/7"));
        assertThat(statements(granted).statusCode()).isEqualTo(200);
        assertRefused(statements(withObject(sub.formatted(ELSEWHERE))), "/object/object/id");
    }

    @Test
    void agentsAndStatementsAreNobodysNamespace() {
        assertThat(
                        statements(
                                        withObject(
                                                "{\"objectType\":\"Agent\",\"mbox\":\"mailto:b@example.org\"}"))
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        statements(
                                        withObject(
                                                "{\"objectType\":\"StatementRef\",\"id\":\"%s\"}"
                                                        .formatted(id())))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anEventElsewhereRefusesItsEnvelope() {
        String other = event(id()).replace("https://example.edu/pages/1", ELSEWHERE);
        assertRefused(envelopes(event(id()), other), "/data/1/object/id");
        assertRefused(
                envelopes(
                        other.replace(
                                "\"type\":\"WebPage\"",
                                "\"type\":\"WebPage\",\"objectType\":\"Agent\"")),
                "/data/0/object/id");
        assertRefused(
                envelopes(
                        event(id())
                                .replaceAll(
                                        "\"object\":\\{[^}]*}",
                                        "\"object\":\"" + ELSEWHERE + "\"")),
                "/data/0/object");
        assertThat(envelopes(eventWithoutActor(id())).statusCode())
                .as("a broken event is failed, not forbidden")
                .isEqualTo(200);
    }

    private static String elsewhere(String statement) {
        return statement.replace("http://example.org/course/1", ELSEWHERE);
    }

    private static String withObject(String object) {
        return statement(id()).replace("{\"id\":\"http://example.org/course/1\"}", object);
    }

    private static void assertRefused(HttpResponse<String> answer, String pointer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body())
                .contains("urn:nucleus:problem:namespace", "\"pointer\":\"" + pointer + "\"")
                .doesNotContain(ELSEWHERE);
    }

    private HttpResponse<String> statements(String body) {
        return Http.send(
                "POST",
                collector.url("/xapi/statements"),
                body,
                "Authorization",
                collector.basic("only-XAPI"),
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3");
    }

    private HttpResponse<String> envelopes(String... data) {
        return Http.send(
                "POST",
                collector.url("/caliper"),
                envelope(data),
                "Authorization",
                collector.bearer("only-CALIPER"),
                "Content-Type",
                "application/json");
    }
}

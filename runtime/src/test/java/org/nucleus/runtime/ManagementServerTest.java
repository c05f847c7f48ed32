package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

final class ManagementServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Health> checks = new LinkedHashMap<>();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ManagementServer server =
            new ManagementServer(
                    new ManagementSettings("127.0.0.1", 0, 100), this::checks, metrics, "copy-1");
    private volatile boolean failing;

    private Map<String, Health> checks() {
        if (failing) {
            throw new IllegalStateException("a check that fails");
        }
        return checks;
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void livesWhateverItsServicesDo() throws Exception {
        checks.put("collector", new Health.Down("no log"));

        assertThat(call("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhenAllServicesAre() throws Exception {
        checks.put("collector", Health.UP);
        checks.put("processor", Health.UP);

        HttpResponse<String> answer = call("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"status":"up","copy":"copy-1","services":{
                                          "collector":{"status":"up"},
                                          "processor":{"status":"up"}}}
                                        """));
    }

    @Test
    void namesEveryServiceThatIsDownAndWhy() throws Exception {
        checks.put("collector", Health.UP);
        checks.put("exporter-lake", new Health.Down("no \"space\" left"));

        HttpResponse<String> answer = call("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"status":"down","copy":"copy-1","services":{
                                          "collector":{"status":"up"},
                                          "exporter-lake":{"status":"down",
                                            "reason":"no \\"space\\" left"}}}
                                        """));
    }

    @Test
    void isReadyWhereOnlyAPartOfAServiceIsAmiss() throws Exception {
        checks.put("collector", new Health.Degraded("pull canvas: QueueDoesNotExist (400)"));

        HttpResponse<String> answer = call("GET", "/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"status":"up","copy":"copy-1","services":{
                                          "collector":{"status":"degraded",
                                            "reason":"pull canvas: QueueDoesNotExist (400)"}}}
                                        """));
    }

    @Test
    void showsWhatIsCountedAndTheJvm() throws Exception {
        Metrics.events(metrics, "collect", "demo", "demo-xapi", "accepted").increment(3);
        Metrics.latency(metrics, "nucleus.test", "A test's latency", "topic", "t")
                .record(Duration.ofMillis(5));

        HttpResponse<String> answer = call("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "nucleus_events_total{outcome=\"accepted\",source=\"demo-xapi\","
                                + "stage=\"collect\",tenant=\"demo\"} 3.0")
                .contains("nucleus_test_seconds_bucket{topic=\"t\",le=")
                .contains("jvm_memory_used_bytes")
                .contains("jvm_gc_")
                .contains("jvm_threads_live_threads")
                .contains("process_cpu_usage")
                .contains("process_uptime_seconds");
    }

    @Test
    void answersHeadWithoutBodyAndRefusesTheRest() throws Exception {
        assertThat(call("HEAD", "/health/live").statusCode()).isEqualTo(200);
        assertThat(call("HEAD", "/health/live").body()).isEmpty();
        HttpResponse<String> post = call("POST", "/health/live");
        assertProblem(post, 405, "method");
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertProblem(call("GET", "/elsewhere"), 404, "not-found");
        assertProblem(call("GET", "/health/live/"), 404, "not-found");
    }

    @Test
    void answersWhereItFails() throws Exception {
        failing = true;

        assertProblem(call("GET", "/health/ready"), 500, "internal");
        assertThat(call("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String kind)
            throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("type").textValue()).isEqualTo("urn:nucleus:problem:" + kind);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("title").textValue()).isNotBlank();
        assertThat(problem.path("detail").textValue()).isNotBlank();
    }

    @Test
    void namesTheSettingWhenThePortIsTaken() {
        ManagementServer second =
                new ManagementServer(
                        new ManagementSettings("127.0.0.1", server.port(), 100),
                        () -> checks,
                        metrics,
                        "copy-2");

        assertThatThrownBy(second::start)
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "port %d on 127.0.0.1 is taken or not allowed; set management.http.port to another"
                                .formatted(server.port()));
        second.close();
    }

    @Test
    void namesTheSettingWhenTheHostIsNotOurs() {
        ManagementServer elsewhere =
                new ManagementServer(
                        new ManagementSettings("no-such-host.invalid", 0, 100),
                        () -> checks,
                        metrics,
                        "copy-2");

        assertThatThrownBy(elsewhere::start)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("management.http.host no-such-host.invalid");
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}

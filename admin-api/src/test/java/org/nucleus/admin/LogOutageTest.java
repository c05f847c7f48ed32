package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.admin.RunningAdmin.json;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.health.Health;

import java.net.http.HttpResponse;
import java.time.Duration;

/** Nothing is called done that the log has not. */
final class LogOutageTest {
    private static final String SOURCES = "/api/v1/sources";
    private static final String BODY = "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"XAPI\"}";

    @Test
    void aLogThatDoesNotAnswerIsAnUnavailableServiceThatComesBack() {
        try (RunningAdmin admin = RunningAdmin.start()) {
            String before = admin.id();
            admin.ask("POST", SOURCES, BODY.formatted(before));
            admin.kafka().stopBroker();

            HttpResponse<String> refused = admin.ask("POST", SOURCES, BODY.formatted(admin.id()));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(json(refused).path("type").asText())
                    .isEqualTo("urn:nucleus:problem:log-unavailable");
            assertThat(admin.ask("GET", SOURCES + "/" + before, "").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin.service().check() instanceof Health.Down);

            admin.kafka().startBroker();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    admin.ask("POST", SOURCES, BODY.formatted(admin.id()))
                                                    .statusCode()
                                            == 201);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin.service().check() instanceof Health.Up);
        }
    }
}

package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.admin.RunningAdmin.json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.List;

/** A change that was decided on an older value is refused. */
final class RevisionsApiTest {
    private static final String SOURCES = "/api/v1/sources";
    private static final String TEXT = "{\"policy\":{\"text\":true}}";
    private static final String RATE = "{\"policy\":{\"eventsPerSecond\":7}}";

    private static RunningAdmin admin;

    @BeforeAll
    static void start() {
        admin = RunningAdmin.start();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void everyAnswerWithOneSourceHasItsRevisionWhichAChangeChanges() {
        String id = admin.id();
        String added = etag(add(id));
        String path = SOURCES + "/" + id;
        assertThat(etag(admin.ask("GET", path, ""))).isEqualTo(added);

        String changed = etag(admin.ask("PATCH", path, TEXT));
        assertThat(changed).isNotEqualTo(added);
        assertThat(etag(admin.ask("GET", path, ""))).isEqualTo(changed);
        assertThat(etag(admin.ask("PATCH", path, TEXT))).as("nothing changed").isEqualTo(changed);
    }

    @Test
    void aChangeOfAnOlderRevisionIsRefusedAndChangesNothing() {
        String id = admin.id();
        String path = SOURCES + "/" + id;
        String old = etag(add(id));
        String now = etag(admin.ask("PATCH", path, TEXT));

        for (String wrong : List.of(old, "W/" + now, "\"\"", "nonsense")) {
            for (String operation : List.of("/rotate", "/pause", "/revoke")) {
                assertStale(admin.askIf(wrong, "POST", path + operation, ""));
            }
            assertStale(admin.askIf(wrong, "PATCH", path, RATE));
        }
        assertThat(etag(admin.ask("GET", path, ""))).isEqualTo(now);

        HttpResponse<String> right = admin.askIf(old + ", " + now, "PATCH", path, RATE);
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(admin.askIf("*", "POST", path + "/pause", "").statusCode()).isEqualTo(200);
        assertThat(json(right).path("policy").path("text").asBoolean()).isTrue();
    }

    private static HttpResponse<String> add(String id) {
        return admin.ask(
                "POST",
                SOURCES,
                "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"XAPI\"}".formatted(id));
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("none");
    }

    private static void assertStale(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:nucleus:problem:stale");
    }
}

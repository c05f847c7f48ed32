package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

/** Statements whose id is known with other bytes. */
final class SuspectsTest {
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
    void onlySoManyOfARequestAreReadBack() {
        List<String> ids = IntStream.range(0, 400).mapToObj(ignored -> id()).toList();
        assertThat(post("xapi", all(ids, "")).statusCode()).isEqualTo(200);

        assertThat(post("xapi", all(ids, " ")).statusCode()).isEqualTo(200);

        HttpResponse<String> conflict = post("xapi", all(ids, "").replace("completed", "passed"));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body().split("xapi.statement.id.known", -1).length - 1).isEqualTo(32);
    }

    /** The same statements, spelled with some space. */
    private static String all(List<String> ids, String space) {
        List<String> statements =
                ids.stream()
                        .map(id -> statement(id).replace("{\"id\"", "{" + space + "\"id\""))
                        .toList();
        return statements.toString();
    }

    private HttpResponse<String> post(String source, String body) {
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
}

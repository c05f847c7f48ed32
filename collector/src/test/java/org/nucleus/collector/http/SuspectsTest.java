package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Statements whose id is known with other bytes, and what they cost others. */
final class SuspectsTest {
    private static final int REQUESTS = 60;
    private static final int STATEMENTS = 32;
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector =
                RunningCollector.with(
                        tenant ->
                                List.of(
                                        Source.withSecret(
                                                tenant + "-other",
                                                tenant,
                                                Format.XAPI,
                                                SecretHash.of("s-" + tenant + "-other"),
                                                Source.State.ACTIVE)));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void thoseOfOneSourceDoNotHoldUpThoseOfAnother() throws Exception {
        List<String> many = IntStream.range(0, STATEMENTS).mapToObj(ignored -> id()).toList();
        String mine = id();
        assertThat(post("xapi", all(many, "")).statusCode()).isEqualTo(200);
        assertThat(post("other", statement(mine)).statusCode()).isEqualTo(200);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> flood = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                String spelled = all(many, " ".repeat(i + 1));
                flood.add(threads.submit(() -> post("xapi", spelled).statusCode()));
            }
            assertThat(flood.get(0).get()).isEqualTo(200);

            String other = statement(mine).replace("{\"id\"", "{ \"id\"");
            assertThat(post("other", other).statusCode()).isEqualTo(200);
            assertThat(flood.stream().filter(one -> !one.isDone()).count())
                    .as("requests of the first that still wait")
                    .isGreaterThan(5);
            for (Future<Integer> one : flood) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
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

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
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.auth.Signed;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.health.Health;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A collector whose log's disk fills up while it runs, and is emptied again. */
final class DiskFullTest {
    private static final long LEAST = 1 << 20;
    private static final String SECRET = "SecretMustVanish";

    private final AtomicLong free = new AtomicLong(LEAST);
    private final DiskSpace disk = new DiskSpace(free::get, LEAST);
    private RunningCollector collector;

    @BeforeEach
    void start() {
        disk.start();
        collector = RunningCollector.with(disk, DiskFullTest::sources);
    }

    @AfterEach
    void stop() {
        collector.close();
        disk.close();
    }

    @Test
    void everyEndpointAnswers503WithRetryAfterUntilThereIsSpaceAgain() {
        free.set(LEAST - 1);
        await().until(disk::isLow);

        List.of(
                        postStatement(),
                        postEnvelope(),
                        postFile(),
                        send("/webhooks/" + collector.tenant() + "-json", "{\"n\":1}", "json"),
                        askForTicket())
                .forEach(
                        answer -> {
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                            assertThat(answer.body()).contains("urn:nucleus:problem:disk-full");
                            assertThat(answer.headers().firstValue("Retry-After")).contains("10");
                        });
        assertThat(collector.service().check())
                .isEqualTo(
                        new Health.Down(
                                "nothing is accepted: the disk of data.dir is nearly full"));
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();

        free.set(2 * LEAST);
        await().until(() -> !disk.isLow());
        assertThat(postStatement().statusCode()).isEqualTo(200);
        assertThat(postEnvelope().statusCode()).isEqualTo(200);
        assertThat(postFile().statusCode()).isEqualTo(200);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 3)).hasSize(3);
        await().until(() -> collector.service().check().equals(Health.UP));
    }

    @Test
    void aDeliveryThatComesOnceWaitsOnWhatIsLeftOfTheDisk() {
        free.set(LEAST - 1);
        await().until(disk::isLow);
        assertThat(callback("m-1").statusCode()).isEqualTo(200);

        free.set(LEAST / 4 - 1);
        await().until(disk::isNearlyGone);
        assertThat(callback("m-2").statusCode()).isEqualTo(503);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();

        free.set(2 * LEAST);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 1)).hasSize(1);
    }

    @Test
    void anAuthorisationThatIsNobodysIsStillAnswered401() {
        free.set(0);
        await().until(disk::isLow);
        assertThat(send("/xapi/statements", statement(id()), "nobody").statusCode()).isEqualTo(401);
    }

    private static List<Source> sources(String tenant) {
        return List.of(
                SampleSources.of(tenant, tenant + "-json", Format.JSON, Scheme.SECRET, SECRET),
                SampleSources.of(tenant, tenant + "-bbb", Format.BBB, Scheme.CHECKSUM, SECRET));
    }

    private HttpResponse<String> postStatement() {
        return send("/xapi/statements", statement(id()), "xapi");
    }

    private HttpResponse<String> postEnvelope() {
        return send("/caliper", envelope(event(id())), "caliper");
    }

    private HttpResponse<String> postFile() {
        return send("/bulk/" + collector.tenant() + "-xapi", statement(id()), "xapi");
    }

    private HttpResponse<String> askForTicket() {
        return send("/bulk/" + collector.tenant() + "-xapi/uploads", "{}", "xapi");
    }

    private HttpResponse<String> callback(String meeting) {
        long end = Clock.systemUTC().instant().getEpochSecond() + 3600;
        String token =
                Signed.jwt(
                        "{\"typ\":\"JWT\",\"alg\":\"HS512\"}",
                        "{\"exp\":" + end + "}",
                        "HmacSHA512",
                        SECRET.getBytes(StandardCharsets.UTF_8));
        return Http.send(
                "POST",
                collector.url("/webhooks/" + collector.tenant() + "-bbb"),
                "{\"version\":\"1.0\",\"internal_meeting_id\":\"%s\",\"data\":{}}"
                        .formatted(meeting),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + token);
    }

    private HttpResponse<String> send(String path, String body, String source) {
        return Http.send(
                "POST",
                collector.url(path),
                body,
                "Content-Type",
                "application/json",
                "X-Experience-API-Version",
                "1.0.3",
                "Authorization",
                collector.basic(source));
    }
}

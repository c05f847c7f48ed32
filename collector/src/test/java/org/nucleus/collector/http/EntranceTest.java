package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Bodies.gzip;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Topic;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class EntranceTest {
    private static final int MEBIBYTE = 1 << 20;
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector =
                RunningCollector.start(
                        "collector.inflight.max.bytes", "3MiB",
                        "collector.source.inflight.percent", "100");
    }

    @AfterEach
    void stop() {
        try {
            await("nothing stays in flight")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> inflight() == 0);
            assertThat(post(bytes(statement(id()))).statusCode())
                    .as("the next request is served")
                    .isEqualTo(200);
        } finally {
            collector.close();
        }
    }

    @Test
    void answersStrangersWhoseBodyIsNothingButEmptyMembers() throws IOException {
        byte[] member = gzip(new byte[0]);
        byte[] body = new byte[12_000 * member.length];
        for (int at = 0; at < body.length; at += member.length) {
            System.arraycopy(member, 0, body, at, member.length);
        }

        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        collector.url("/xapi/statements?method=PUT"),
                        body,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Content-Encoding",
                        "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void strangersCrowdOutOnlyEachOther() {
        List<RawClient> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                RawClient stranger = client();
                strangers.add(stranger);
                stranger.write(form(MEBIBYTE));
                stranger.write(" ".repeat(MEBIBYTE - 1));
            }
            await().until(() -> inflight() > 1.9 * MEBIBYTE);

            assertThat(RawClient.exchange(collector.service().port(), form(3) + "a=b"))
                    .startsWith("HTTP/1.1 503 ");
            assertThat(post(bytes(statement(id()) + " ".repeat(MEBIBYTE / 2))).statusCode())
                    .as("a source")
                    .isEqualTo(200);
        } finally {
            strangers.forEach(RawClient::close);
        }
    }

    private static String form(int length) {
        return "POST /xapi/statements?method=PUT HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
                .formatted(length);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        HttpResponse<String> answer = post(new byte[MEBIBYTE + 1]);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:nucleus:problem:too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        try (RawClient client = client()) {
            client.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = bytes("10000\r\n" + " ".repeat(0x10000) + "\r\n");
            for (int i = 0; i < 17; i++) {
                client.write(chunk);
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void takesABodyOfTheLargestSizeInManyPieces() {
        try (RawClient client = client()) {
            String statement = statement(id());
            client.write(head("Content-Length: " + MEBIBYTE));
            client.write(statement);
            client.write(" ".repeat(MEBIBYTE - statement.length()));
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void answersTheClientOfAHugeBodyBeforeItHasSentAll() {
        try (RawClient client = client()) {
            client.write(head("Content-Length: 10485760"));
            client.write("[".repeat(100_000));
            assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesDeeplyNestedArrays() {
        assertThat(post(bytes("[".repeat(MEBIBYTE))).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesRandomBytesAsBody() {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);

        assertThat(post(noise).statusCode()).isEqualTo(400);
    }

    @Test
    void hangsUpOnRandomBytesAsRequest() {
        byte[] noise = new byte[100_000];
        new Random(11).nextBytes(noise);
        try (RawClient client = client()) {
            client.write(noise);
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void inflatesGzip() throws IOException {
        HttpResponse<String> answer =
                post(gzip(bytes(statement(id()))), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAGzipBomb() throws IOException {
        byte[] bomb = gzip(new byte[500 * MEBIBYTE]);
        assertThat(bomb.length).isLessThan(MEBIBYTE);

        assertThat(post(bomb, "Content-Encoding", "gzip").statusCode()).isEqualTo(413);
    }

    @Test
    void refusesBrokenGzipAndOtherEncodings() throws IOException {
        byte[] whole = gzip(bytes(statement(id())));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 12);

        assertThat(post(cut, "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
        assertThat(post(bytes("x"), "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
        HttpResponse<String> other = post(bytes(statement(id())), "Content-Encoding", "br");
        assertThat(other.statusCode()).isEqualTo(415);
        assertThat(other.body()).contains("urn:nucleus:problem:content-encoding");
    }

    @Test
    void answersUnavailableBeyondTheInFlightBound() {
        RawClient[] waiting = new RawClient[3];
        try {
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = client();
                waiting[i].write(head("Content-Length: " + MEBIBYTE));
                waiting[i].write(" ".repeat(MEBIBYTE - 1));
            }
            await().until(() -> inflight() > 2.5 * MEBIBYTE);
            HttpResponse<String> answer = post(new byte[MEBIBYTE / 2]);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(answer.body()).contains("urn:nucleus:problem:busy");
            assertThat(refusals("busy")).isPositive();
        } finally {
            for (RawClient client : waiting) {
                client.close();
            }
        }
    }

    @Test
    void forgetsTheBytesOfAClientThatLeaves() {
        try (RawClient client = client()) {
            client.write(head("Content-Length: 1000000"));
            client.write(" ".repeat(500_000));
            await().until(() -> inflight() >= 500_000);
        }
        await().until(() -> inflight() == 0);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
    }

    @Test
    void asksForABodyOnlyWhenTheCredentialIsRight() {
        String body = statement(id());
        try (RawClient client = client()) {
            client.write(head("Expect: 100-continue\r\nContent-Length: " + body.length()));
            assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
            client.write(body);
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        }
        try (RawClient client = client()) {
            client.write(
                    "POST /caliper HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 100\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 401 ");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void answersTheUnknownBeforeTheirBodyIsThere() {
        try (RawClient client = client()) {
            client.write("POST /caliper HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void servesManyRequestsOnOneConnection() {
        try (RawClient client = client()) {
            for (int i = 0; i < 20; i++) {
                String body = statement(id());
                client.write(head("Content-Length: " + body.length()) + body);
                String answer = client.readHead();
                assertThat(answer)
                        .startsWith("HTTP/1.1 200 ")
                        .containsIgnoringCase("content-length: 40");
                client.read(40);
            }
        }
    }

    private RawClient client() {
        return new RawClient(collector.service().port());
    }

    private String head(String more) {
        return "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n%s\r\n\r\n"
                .formatted(collector.basic("xapi"), more);
    }

    private HttpResponse<String> post(byte[] body, String... more) {
        String[] headers = new String[6 + more.length];
        headers[0] = "Authorization";
        headers[1] = collector.basic("xapi");
        headers[2] = "Content-Type";
        headers[3] = "application/json";
        headers[4] = "X-Experience-API-Version";
        headers[5] = "1.0.3";
        System.arraycopy(more, 0, headers, 6, more.length);
        return Http.send("POST", collector.url("/xapi/statements"), body, headers);
    }

    private double inflight() {
        return collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value();
    }

    private double refusals(String kind) {
        return collector
                .metrics()
                .get("nucleus.collector.refusals")
                .tag("kind", kind)
                .counter()
                .count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

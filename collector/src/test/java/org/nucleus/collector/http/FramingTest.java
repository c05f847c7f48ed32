package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import io.micrometer.core.instrument.Counter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.RunningCollector;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How requests are cut out of a connection (RFC 9112), spoken byte by byte. */
final class FramingTest {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [0-9]{3} ");
    private static final String SMUGGLED = "GET /xapi/about HTTP/1.1\r\nHost: x\r\n\r\n";
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        collector = RunningCollector.start();
    }

    @AfterAll
    static void stop() {
        assertThat(collector.metrics().get("nucleus.collector.inflight.bytes").gauge().value())
                .isZero();
        collector.close();
    }

    @Test
    void answersAndHangsUpWhereABodyHasTwoLengths() {
        String answers =
                everything(
                        post("Content-Length: 5\r\nTransfer-Encoding: chunked")
                                + chunked(statement(id()))
                                + SMUGGLED);

        assertThat(answers).startsWith("HTTP/1.1 200 ").containsIgnoringCase("connection: close");
        assertThat(statusLines(answers)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "identity",
                "xchunked",
                "gzip, chunked",
                "chunked, gzip",
                "chunked, chunked",
                "chunked\r\nTransfer-Encoding: chunked",
                "chunked\r\nTransfer-Encoding: gzip",
                "gzip\r\nContent-Length: 5",
                ",chunked",
                ""
            })
    void refusesTransferCodingsButChunked(String coding) {
        String answers =
                everything(
                        post("Transfer-Encoding: " + coding) + chunked(statement(id())) + SMUGGLED);

        assertRefused(answers, 400);
    }

    @Test
    void takesChunkedInAnyCase() {
        String answer = exchange(post("Transfer-Encoding: Chunked") + chunked(statement(id())));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesATransferCodingOfHttp10() {
        String head = post("Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0");

        String answers = everything(head + chunked(statement(id())) + SMUGGLED);

        assertThat(answers).startsWith("HTTP/1.0 400 ");
        assertThat(statusLines(answers)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a\r\nHost: b\r\n",
                "Host: a\r\nhost: a\r\n",
            })
    void refusesARequestWithoutOneHost(String hosts) {
        assertRefused(everything("GET /xapi/about HTTP/1.1\r\n" + hosts + "\r\n" + SMUGGLED), 400);
    }

    @Test
    void needsNoHostOfHttp10() {
        assertThat(exchange("GET /xapi/about HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200 ");
        assertThat(everything("GET /xapi/about HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"))
                .startsWith("HTTP/1.0 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G\u0001ET", "\u007fGET", "GE\u0000T", "G(T", "G\"ET", "G\u00c4T"})
    void refusesMethodsThatAreNoTokens(String method) {
        assertRefused(
                everything(method + " /xapi/about HTTP/1.1\r\nHost: x\r\n\r\n" + SMUGGLED), 400);
    }

    @Test
    void answersInItsOwnVersionWhereAMinorOneIsNotKnown() {
        assertThat(exchange("GET /xapi/about HTTP/1.9\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.1", "HTTP/0.9"})
    void refusesMajorVersionsInItsOwn(String version) {
        assertRefused(
                everything("GET /xapi/about " + version + "\r\nHost: x\r\n\r\n" + SMUGGLED), 505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.10", "FTP/1.1", "http/1.1", "HTTP/x.y", "1.1"})
    void refusesWhatIsNoVersion(String version) {
        assertRefused(
                everything("GET /xapi/about " + version + "\r\nHost: x\r\n\r\n" + SMUGGLED), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2;a=b",
                "2;a",
                "2; a = b",
                "2;a=b;c=\"d;e\";f",
                "2;a=\"\\\"\"",
                "2 ;a=b",
                "02;a=b"
            })
    void ignoresChunkExtensions(String size) {
        String statement = statement(id());
        String rest = Integer.toHexString(statement.length() - 2);
        String body =
                size
                        + "\r\n"
                        + statement.substring(0, 2)
                        + "\r\n"
                        + rest
                        + ";x=y\r\n"
                        + statement.substring(2)
                        + "\r\n0;end=1\r\n\r\n";

        assertThat(exchange(post("Transfer-Encoding: chunked") + body)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2, 3",
                "Content-Length: +2",
                "Content-Length: -2",
                "Content-Length: 2x",
                "Content-Length : 2",
                "X\u0001Y: 1",
                "X: a\u0000b"
            })
    void refusesHeadsThatCanBeReadInTwoWays(String field) {
        assertRefused(everything(post(field) + "{}" + SMUGGLED), 400);
    }

    @Test
    void refusesHeadsThatAreTooLong() {
        assertRefused(everything("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414);
        assertRefused(everything(post("X: " + "x".repeat(9000))), 431);
    }

    @Test
    void countsWhatItRefuses() {
        double before = counted();

        everything("GET /xapi/about HTTP/1.1\r\n\r\n");
        everything("G\u0001ET / HTTP/1.1\r\nHost: x\r\n\r\n");

        await().untilAsserted(() -> assertThat(counted()).isGreaterThanOrEqualTo(before + 2));
    }

    @Test
    void forgetsWhatABrokenChunkCutShort() {
        for (String broken : List.of("zz\r\n", "-1\r\n", "2;a=\u0001\r\n", "2\r\n{}xx")) {
            try (RawClient client = client()) {
                client.write(post("Transfer-Encoding: chunked") + "5\r\n12345\r\n" + broken);
                assertThat(client.isHungUp()).as(broken).isTrue();
            }
        }
        await().untilAsserted(
                        () ->
                                assertThat(
                                                collector
                                                        .metrics()
                                                        .get("nucleus.collector.inflight.bytes")
                                                        .gauge()
                                                        .value())
                                        .isZero());
    }

    private static double counted() {
        return collector
                .metrics()
                .get("nucleus.collector.refusals")
                .tag("kind", "malformed")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static void assertRefused(String answers, int status) {
        assertThat(answers)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("connection: close")
                .containsIgnoringCase("date: ")
                .contains("application/problem+json", "\"status\":" + status);
        assertThat(statusLines(answers)).hasSize(1);
    }

    private static List<String> statusLines(String answers) {
        return STATUS_LINE.matcher(answers).results().map(MatchResult::group).toList();
    }

    private static String post(String fields) {
        return "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + collector.basic("xapi")
                + "\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n"
                + fields
                + "\r\n\r\n";
    }

    private static String chunked(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    /** The head of the first answer. */
    private static String exchange(String request) {
        return RawClient.exchange(collector.service().port(), request);
    }

    /** All that is said until the connection ends. */
    private static String everything(String request) {
        try (RawClient client = client()) {
            client.write(request);
            return client.readAll();
        }
    }

    private static RawClient client() {
        return new RawClient(collector.service().port());
    }
}

package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a person can hand to {@code send}, and what is said where something is wrong. */
final class SendIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(8);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    "xapi",
                    """
                    {
                      "actor": { "mbox": "mailto:noor@school.example" },
                      "verb": { "id": "https://v.example/read" },
                      "object": { "id": "https://o.example/%d" }
                    }
                    """,
                    "caliper",
                    """
                    {
                      "sensor": "https://lms.example.org/%d",
                      "sendTime": "2026-03-01T10:00:00.000Z",
                      "dataVersion": "http://purl.imsglobal.org/ctx/caliper/v1p2",
                      "data": [
                        {
                          "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2",
                          "id": "https://o.example/noor",
                          "type": "Person"
                        }
                      ]
                    }
                    """,
                    "chime",
                    """
                    {
                      "version": "0",
                      "id": "12345678-1234-1234-1234-1234567890%1$02d",
                      "detail-type": "Chime Meeting State Change",
                      "source": "aws.chime",
                      "time": "2026-03-01T10:00:00Z",
                      "detail": {
                        "version": "0",
                        "eventType": "chime:MeetingStarted",
                        "timestamp": 1772359200000,
                        "meetingId": "87654321-4321-4321-1234-2109876543%1$02d",
                        "mediaRegion": "us-east-1"
                      }
                    }
                    """,
                    "bbb",
                    """
                    {
                      "data": {
                        "type": "event",
                        "id": "meeting-created",
                        "attributes": {
                          "meeting": {
                            "internal-meeting-id": "m-%d",
                            "external-meeting-id": "algebra"
                          }
                        },
                        "event": { "ts": 1772359200000 }
                      }
                    }
                    """,
                    "jaas",
                    """
                    {
                      "idempotencyKey": "9f1e8f3c-0000-4000-8000-0000000000%02d",
                      "appId": "vpaas-magic-cookie-1",
                      "eventType": "ROOM_CREATED",
                      "sessionId": "s-1",
                      "timestamp": 1772359200000,
                      "fqn": "vpaas-magic-cookie-1/algebra",
                      "data": { "conference": "algebra@conference.vpaas-magic-cookie-1.8x8.vc" }
                    }
                    """,
                    "json",
                    """
                    {
                      "any": { "number": %d }
                    }
                    """);

    @TempDir private static Path folder;
    private static Path dataDir;
    private static ForkedNucleus node;

    @BeforeAll
    static void start() throws InterruptedException {
        node = ForkedNucleus.up(folder);
        dataDir = folder.resolve("data");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xapi", "caliper", "chime", "bbb", "jaas", "json"})
    void aFileIsOneDocumentAnArrayOrOneDocumentALine(String format) throws IOException {
        String one = DOCUMENTS.get(format).formatted(1);
        String two = DOCUMENTS.get(format).formatted(2);
        assertAccepted(1, format, one);
        assertAccepted(2, format, one + two);
        assertAccepted(2, format, "[\n" + one + ",\n" + two + "]\n");
        assertAccepted(2, format, inOneLine(one) + "\n" + inOneLine(two) + "\n");
    }

    @Test
    void aLargeFileOfDocumentsOnSeveralLinesIsSentToo() throws IOException {
        int count = 8_000;
        String large =
                IntStream.range(0, count)
                        .mapToObj(i -> DOCUMENTS.get("xapi").formatted(i))
                        .collect(Collectors.joining());
        assertThat(large.length()).isGreaterThan(1 << 20);
        Command send = send("xapi", large);
        assertThat(send.out()).endsWith("8,000 statements accepted\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xapi", "caliper", "chime", "bbb", "jaas", "json"})
    void whatIsNoneOfTheseIsRefusedOnceAndNothingIsStored(String format) throws IOException {
        String document = DOCUMENTS.get(format).formatted(1);
        for (String content :
                List.of(
                        "Time,User\n2026-03-01,noor\n",
                        "hello\nworld\n",
                        document.substring(0, document.length() / 2))) {
            Command send = send(format, content);
            assertThat(send.exitCode()).isEqualTo(1);
            assertThat(send.out().lines())
                    .as(send.out())
                    .hasSize(2)
                    .anyMatch(
                            line ->
                                    line.contains("file.json: refused: ")
                                            && line.contains("no JSON document"))
                    .anyMatch(line -> line.endsWith("s accepted, 1 file refused"));
        }
    }

    @Test
    void atMostTenProblemsArePrintedAndTheRestCounted() throws IOException {
        String lines = "{\"actor\":{\"mbox\":\"noor\"}}\n".repeat(40);
        for (Command send : List.of(send("xapi", lines), send("xapi", lines.repeat(1_200)))) {
            assertThat(send.exitCode()).isEqualTo(1);
            assertThat(send.out().lines().filter(line -> line.matches(".*:\\d+: refused.*")))
                    .hasSize(10);
            assertThat(send.out())
                    .containsPattern("(30 more refusals|47,990 further refusals)")
                    .containsPattern("0 statements accepted, [0-9,]+ refused\n$");
        }
    }

    @Test
    void anUnreachableCollectorIsOneLineAtOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (String format : List.of("xapi", "caliper", "json", "bbb")) {
            long from = System.nanoTime();
            Command send = send(format, "{}", "--url", "http://localhost:" + port);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(AT_ONCE);
            assertThat(send.exitCode()).isEqualTo(1);
            assertThat(send.out().lines().filter(line -> line.startsWith("nucleus: ")))
                    .as(send.out())
                    .singleElement()
                    .asString()
                    .contains("no collector can be reached at http://localhost:" + port);
        }
    }

    @Test
    void anUntrustedCertificateIsOneLineAtOnce() throws Exception {
        HttpsServer server = untrusted();
        server.start();
        try {
            for (String format : List.of("xapi", "json", "jaas")) {
                long from = System.nanoTime();
                Command send =
                        send(
                                format,
                                "{}",
                                "--url",
                                "https://localhost:" + server.getAddress().getPort());
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(AT_ONCE);
                assertThat(send.exitCode()).isEqualTo(1);
                assertThat(send.out().lines().filter(line -> line.startsWith("nucleus: ")))
                        .as(send.out())
                        .singleElement()
                        .asString()
                        .contains("no trusted connection to https://localhost", "trustStore");
            }
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xapi", "chime", "bbb", "jaas", "json"})
    void waitReturnsWhenTheRowsCanBeQueriedAndSaysHowMany(String format) throws IOException {
        String one = DOCUMENTS.get(format).formatted(81).replace("v.example", "waited.example");
        String two = DOCUMENTS.get(format).formatted(82).replace("v.example", "waited.example");
        String count = "select count(*) from events where source = 'demo-" + format + "'";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status().path("events").path("onTheWay").asLong() == 0);
        long before = number(count);

        Command first = send(format, one + two, "--wait");
        assertThat(first.out()).endsWith(" accepted\n2 rows can be queried\n");
        assertThat(number(count)).isEqualTo(before + 2);

        if (!format.equals("xapi")) {
            Command again = send(format, one + two, "--wait");
            assertThat(again.out()).endsWith(" accepted\n0 rows can be queried, 2 sent before\n");
        }
    }

    @Test
    void waitNeedsTheNodeOfThisFolder() throws IOException {
        Command send = send("xapi", "{}", "--wait", "--url", "http://localhost:1");
        assertThat(send.exitCode()).isEqualTo(2);
        assertThat(send.err()).contains("leave --url away");
    }

    private static long number(String sql) {
        Command query = Command.run(dataDir, "query", "--format", "csv", sql);
        assertThat(query.exitCode()).as(query.err()).isZero();
        return Long.parseLong(query.out().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void everyReceivedEventIsSomewhereInTheStatus() throws IOException {
        JsonNode before = status();
        String twice = DOCUMENTS.get("json").formatted(77);
        assertAccepted(1, "json", twice);
        assertAccepted(2, "json", twice + twice);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            JsonNode now = status();
                            assertThat(more(before, now, "received")).isEqualTo(3);
                            assertThat(more(before, now, "good")).isEqualTo(1);
                            assertThat(more(before, now, "duplicate")).isEqualTo(2);
                            assertThat(now.path("events").path("onTheWay").asLong()).isZero();
                        });
        Command text = Command.run(dataDir, "status");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .containsPattern(
                        "[0-9,]+ received = [0-9,]+ good \\+ [0-9,]+ failed \\+ [0-9,]+ duplicate"
                                + " \\+ 0 on the way");
    }

    private static JsonNode status() throws IOException {
        Command command = Command.run(dataDir, "status", "--json");
        JsonNode status = new ObjectMapper().readTree(command.out());
        JsonNode events = status.path("events");
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("services").path("collector").path("status").asText())
                .isEqualTo("up");
        assertThat(events.path("received").asLong())
                .isEqualTo(
                        Stream.of("good", "failed", "duplicate", "onTheWay")
                                .mapToLong(part -> events.path(part).asLong())
                                .sum());
        return status;
    }

    private static long more(JsonNode before, JsonNode now, String what) {
        return now.path("events").path(what).asLong() - before.path("events").path(what).asLong();
    }

    private static void assertAccepted(int count, String format, String content)
            throws IOException {
        Command send = send(format, content);
        assertThat(send.out())
                .as(content)
                .matches(count + " (statement|envelope|event)s? accepted\n");
        assertThat(send.exitCode()).isZero();
    }

    private static Command send(String format, String content, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), content);
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"send", "--format", format, file.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Command.run(dataDir, arguments);
    }

    private static String inOneLine(String document) {
        return document.replaceAll("\n\\s*", " ");
    }

    private static HttpsServer untrusted()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("untrusted.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}

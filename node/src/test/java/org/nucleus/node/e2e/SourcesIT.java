package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sources are changed by the command line of a running node, and the collector follows at once. */
final class SourcesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String WHSEC = "whsec_of_a_test_0001";
    private static final String STATEMENT =
            """
            {"actor":{"mbox":"mailto:noor@school.example"},
             "verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},
             "object":{"id":"https://school.example/lessons/1"}}\
            """;

    @TempDir private static Path folder;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ForkedNucleus node;

    @BeforeAll
    static void start() throws InterruptedException {
        node = ForkedNucleus.up(folder);
    }

    @AfterAll
    static void stop() {
        node.close();
        CLIENT.close();
    }

    @Test
    void everyChangeActsWithinTwoSecondsWithoutARestart() throws IOException, InterruptedException {
        String first = secret("add", "lms", "--format", "xapi");
        awaitStatus("lms", first, 200);

        String second = secret("rotate", "lms", "--overlap", "1h");
        awaitStatus("lms", second, 200);
        assertThat(post("lms", first).statusCode()).as("the overlap").isEqualTo(200);
        secret("rotate", "lms", "--overlap", "0", "--secret", "a-secret-of-our-own");
        awaitStatus("lms", second, 401);
        assertThat(post("lms", first).statusCode()).isEqualTo(401);
        awaitStatus("lms", "a-secret-of-our-own", 200);

        String last = secret("rotate", "lms", "--overlap", "3s");
        awaitStatus("lms", last, 200);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> post("lms", "a-secret-of-our-own").statusCode() == 401);

        run("pause", "lms");
        awaitStatus("lms", last, 403);
        run("resume", "lms");
        awaitStatus("lms", last, 200);
        run("change", "lms", "--namespace", "https://lms.example.org/");
        awaitStatus("lms", last, 403);
        assertThat(post("lms", last).body())
                .contains("urn:nucleus:problem:namespace", "\"pointer\":\"/object/id\"");
        run("change", "lms", "--namespace", "");
        awaitStatus("lms", last, 200);
        run("revoke", "lms");
        awaitStatus("lms", last, 401);
    }

    @Test
    void aSecondTenantIsAddedChangedAndRetiredWithItsSources()
            throws IOException, InterruptedException {
        assertFails(
                1, "./nucleus tenants add", "add", "n1", "--format", "xapi", "--tenant", "north");
        assertThat(tenants("add", "north", "--name", "Northern district", "--locale", "de").out())
                .contains("Tenant north is active", "Northern district");
        assertThat(tenants("change", "north", "--zone", "Europe/Berlin").out())
                .contains("Europe/Berlin");
        assertThat(tenants("list").out())
                .containsPattern("north +Northern district +Europe/Berlin +de +ACTIVE")
                .containsPattern("demo +Demo district +Z +en +ACTIVE");
        String secret = secret("add", "n1", "--format", "xapi", "--tenant", "north");
        awaitStatus("n1", secret, 200);

        assertThat(tenants("retire", "north").out()).contains("its sources are revoked");
        awaitStatus("n1", secret, 401);
        assertFails(
                1, "./nucleus tenants add", "add", "n2", "--format", "xapi", "--tenant", "north");
    }

    private static ForkedNucleus tenants(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("tenants"));
        command.addAll(List.of(arguments));
        ForkedNucleus ended = ForkedNucleus.run(folder, command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended;
    }

    @Test
    void aPoolHasASecretForEachServerAndAnyOfThemWillDo() throws IOException, InterruptedException {
        String first = secret("add", "pool", "--format", "xapi");
        String second = secret("secrets", "add", "pool", "--label", "node-2");
        awaitStatus("pool", second, 200);
        assertThat(post("pool", first).statusCode()).isEqualTo(200);
        assertThat(run("secrets", "list", "pool").out())
                .containsPattern("default +[0-9a-f]{12} +in use")
                .containsPattern("node-2 +[0-9a-f]{12} +in use");

        run("secrets", "remove", "pool", "default");
        awaitStatus("pool", first, 401);
        assertThat(post("pool", second).statusCode()).isEqualTo(200);
        assertFails(1, "the last secret in use", "secrets", "remove", "pool", "node-2");
        assertFails(2, "is no label", "secrets", "remove", "pool", "a/b");
    }

    @Test
    void aFirstRunHasASourceOfEveryFormatAndTheirSecretsAreNowhereElse()
            throws IOException, InterruptedException {
        ForkedNucleus list = run("list");
        assertThat(
                        list.out()
                                .lines()
                                .filter(line -> line.startsWith("demo-") || line.startsWith("ID "))
                                .map(line -> line.split(" +")))
                .startsWith(new String[] {"ID", "TENANT", "FORMAT", "SCHEME", "STATE", "PATH"})
                .contains(
                        row("demo-xapi", "XAPI", "SECRET", "/xapi/statements"),
                        row("demo-caliper", "CALIPER", "SECRET", "/caliper"),
                        row("demo-canvas", "CANVAS", "SECRET", "/webhooks/demo-canvas"),
                        row("demo-chime", "CHIME", "HEADER", "/webhooks/demo-chime"),
                        row("demo-bbb", "BBB", "CHECKSUM", "/webhooks/demo-bbb"),
                        row("demo-jitsi", "JITSI", "HEADER", "/webhooks/demo-jitsi"),
                        row("demo-jaas", "JAAS", "HMAC", "/webhooks/demo-jaas"),
                        row("demo-classy", "CLASSY", "SECRET", "/webhooks/demo-classy"),
                        row("demo-json", "JSON", "SECRET", "/webhooks/demo-json"))
                .hasSize(10);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("data/node.key"))))
                .isEqualTo("rw-------");

        String added = secret("add", "meetings", "--format", "bbb");
        JsonNode kept = JSON.readTree(folder.resolve("data/first-run.json").toFile());
        List<String> secrets =
                Stream.concat(
                                Stream.of(added, kept.at("/admin/token").asText()),
                                kept.path("sources").findValuesAsText("secret").stream())
                        .toList();
        assertThat(secrets).hasSize(11).doesNotHaveDuplicates();
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .filteredOn(file -> !file.endsWith("first-run.json"))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file)).doesNotContain(secrets));
        }
    }

    @Test
    void aSecondAdminApiOnTheSameLogServesTheSameAdministrators(@TempDir Path elsewhere)
            throws IOException, InterruptedException {
        String token =
                JSON.readTree(folder.resolve("data/first-run.json").toFile())
                        .at("/admin/token")
                        .asText();
        try (ForkedNucleus single =
                ForkedNucleus.service("admin-api", elsewhere, folder.resolve("data"))) {
            String url = single.out().replaceAll("(?s).*listens on (\\S+).*", "$1");
            String secret =
                    secret("add", "far", "--format", "xapi", "--url", url, "--token", token);
            awaitStatus("far", secret, 200);
            assertThat(run("list").out()).contains("far  ");
            assertThat(single.out()).doesNotContain(secret, token);

            ForkedNucleus status = ForkedNucleus.run(elsewhere, "status");
            assertThat(status.exitCode()).as(status.out()).isZero();
            assertThat(status.out())
                    .contains("Ready.", "admin-api", "admin API on " + url)
                    .contains("copy " + Files.readString(elsewhere.resolve("data/copy.id")))
                    .doesNotContain("collector on", "received");
        }
    }

    @Test
    void aJaasSourceNeedsItsAuthorizationBesideItsSignatureUntilThatIsTakenAway() throws Exception {
        String value = "Bearer jaas-0001-MustVanish";
        String both = WHSEC + "\n" + value + "\n";
        reading(both, "add", "jaas", "--format", "jaas", "--secret", "-", "--authorization", "-");
        awaitJaas(200, value);
        assertThat(jaas(WHSEC, value.replace("0001", "0000"))).isEqualTo(401);
        assertThat(jaas("whsec_of_others_0001", value)).isEqualTo(401);
        assertThat(jaas(WHSEC, "")).isEqualTo(401);

        assertThat(run("change", "jaas", "--authorization", "").out()).doesNotContain("must have");
        awaitJaas(200, "");
        assertThat(reading(value, "change", "jaas", "--authorization", "-").out())
                .contains("must have the Authorization");
        awaitJaas(401, "");
        assertThat(jaas(WHSEC, value)).isEqualTo(200);

        assertThat(run("list", "--json").out())
                .contains("\"authorizationSet\" : true")
                .doesNotContain("MustVanish");
        assertThat(node.out() + node.err()).doesNotContain("MustVanish");
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(text(file)).doesNotContain("MustVanish", WHSEC));
        }
    }

    @Test
    void aGivenSecretIsNotShownAgain() throws InterruptedException {
        String given = "a-secret-that-is-known-0001";
        assertThat(run("add", "given", "--format", "json", "--secret", given).out())
                .contains("It has the secret that was given.")
                .doesNotContain(given);
        assertThat(run("rotate", "given", "--secret", given + "2", "--json").out())
                .doesNotContain(given);
    }

    @Test
    void aChangeWithoutEffectSaysSo() throws InterruptedException {
        run("add", "same", "--format", "json", "--events-per-second", "7");
        assertThat(run("change", "same", "--events-per-second", "7").out())
                .contains("nothing is changed");
        assertThat(run("change", "same", "--events-per-second", "8").out())
                .contains("Source same is changed");
        assertThat(run("resume", "same").out())
                .contains("Source same was active already; nothing is changed.");
        assertThat(run("pause", "same").out()).contains("Source same is paused.");
        assertThat(run("pause", "same").out()).contains("was paused already");
    }

    @Test
    void showSaysWhenASourceWasLastSeenAndHowMuchOfItIsInTheTables() throws InterruptedException {
        String secret =
                secret("add", "seen", "--format", "xapi", "--namespace", "https://school.example");
        assertThat(run("show", "seen").out())
                .contains(
                        "XAPI",
                        "/xapi/statements",
                        "https://school.example",
                        "never",
                        "0 good, 0 failed")
                .doesNotContain(secret);
        awaitStatus("seen", secret, 200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                Command.run(
                                                                folder.resolve("data"),
                                                                "sources",
                                                                "show",
                                                                "seen")
                                                        .out())
                                        .containsPattern("last seen  [0-9-]+T[0-9:.]+Z")
                                        .contains("1 good, 0 failed"));
    }

    @Test
    void whatCannotBeDoneIsSaidInPlainSentences() throws InterruptedException {
        assertFails(1, "There is a source", "add", "demo-xapi", "--format", "xapi");
        assertFails(
                1,
                "--scheme a source of format XAPI cannot have scheme HMAC",
                "add",
                "x",
                "--format",
                "xapi",
                "--scheme",
                "hmac");
        assertFails(1, "--origin", "add", "x", "--format", "xapi", "--origin", "nowhere");
        assertFails(1, "There is no source of this id", "pause", "nobody");
        assertFails(1, "There is no source of this id", "show", "nobody");
        assertFails(1, "No administrator has this token", "list", "--token", "nk_wrong");
        assertFails(1, "no admin API answers", "list", "--url", "http://localhost:1");
        assertFails(2, "can be no source's id", "pause", "a/../b");
        assertFails(2, "is no time such as", "rotate", "demo-xapi", "--overlap", "soon");
        assertFails(2, "say what to change", "change", "demo-xapi");
        assertFails(
                1,
                "--authorization goes with scheme HMAC alone",
                "change",
                "demo-xapi",
                "--authorization",
                "Bearer of-another-scheme");
        ForkedNucleus blank =
                ForkedNucleus.runReading(
                        "\n", folder, "sources", "change", "demo-jaas", "--authorization", "-");
        assertThat(blank.exitCode()).isEqualTo(1);
        assertThat(blank.err()).contains("standard input has no line for --authorization");
        assertThat(ForkedNucleus.run(folder, "status").out())
                .contains("admin-api      up", "admin API on http://localhost:");
    }

    private ForkedNucleus reading(String input, String... arguments) throws InterruptedException {
        ForkedNucleus command =
                ForkedNucleus.runReading(
                        input,
                        folder,
                        Stream.concat(Stream.of("sources"), Stream.of(arguments))
                                .toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    private static String[] row(String id, String format, String scheme, String path) {
        return new String[] {id, "demo", format, scheme, "ACTIVE", path};
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ForkedNucleus run(String... arguments) throws InterruptedException {
        ForkedNucleus command =
                ForkedNucleus.run(
                        folder,
                        Stream.concat(Stream.of("sources"), Stream.of(arguments))
                                .toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    private String secret(String... arguments) throws InterruptedException {
        String[] asJson =
                Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
        try {
            return JSON.readTree(run(asJson).out()).path("secret").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertFails(int code, String sentence, String... arguments)
            throws InterruptedException {
        ForkedNucleus command =
                ForkedNucleus.run(
                        folder,
                        Stream.concat(Stream.of("sources"), Stream.of(arguments))
                                .toArray(String[]::new));
        assertThat(command.err()).containsIgnoringCase(sentence).doesNotContain("\tat ");
        assertThat(command.exitCode()).isEqualTo(code);
    }

    /** Two seconds from the end of the command, which itself takes one. */
    private void awaitStatus(String id, String secret, int status) {
        await().atMost(AT_ONCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> post(id, secret).statusCode() == status);
    }

    private void awaitJaas(int status, String authorization) {
        await().atMost(AT_ONCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jaas(WHSEC, authorization) == status);
    }

    /** The status that a signed event of the source {@code jaas} gets. */
    private int jaas(String secret, String authorization) throws Exception {
        long now = Clock.systemUTC().instant().getEpochSecond();
        String body = "{\"eventType\":\"ROOM_CREATED\",\"sessionId\":\"s-1\"}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((now + "." + body).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(collector() + "/webhooks/jaas"))
                        .header(
                                "X-Jaas-Signature",
                                "t=" + now + ",v1=" + Base64.getEncoder().encodeToString(signature))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String collector() throws IOException {
        return "http://localhost:"
                + JSON.readTree(folder.resolve("data/node.json").toFile())
                        .path("collector")
                        .asText();
    }

    private HttpResponse<String> post(String id, String secret)
            throws IOException, InterruptedException {
        String basic =
                Base64.getEncoder()
                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(collector() + "/xapi/statements"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .header("X-Experience-API-Version", "1.0.3")
                        .POST(HttpRequest.BodyPublishers.ofString(STATEMENT))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

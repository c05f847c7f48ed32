package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.admin.RunningAdmin.json;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.slf4j.LoggerFactory;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

final class SourcesApiTest {
    private static final String SOURCES = "/api/v1/sources";
    private static final String XAPI = "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"XAPI\"%s}";
    private static final String JAAS =
            "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"JAAS\",\"policy\":%s}";
    private static final String GIVEN = "a-secret-of-others";

    private static RunningAdmin admin;

    @BeforeAll
    static void start() {
        admin = RunningAdmin.start();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer nk_the-token-of-a-tesT",
                "Basic YWRhOnB3",
                "nk_the-token-of-a-test"
            })
    void whoeverHasNoTokenIsChallengedAndLearnsNothing(String authorization) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            HttpResponse<String> answer =
                    admin.ask(method, SOURCES + "/x", "", authorization, "application/json");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer realm=\"nucleus-admin\"");
            assertThat(json(answer).path("type").asText())
                    .isEqualTo("urn:nucleus:problem:unauthenticated");
        }
    }

    @Test
    void anAddedSourceIsOnTheLogBeforeItIsAnsweredAndItsSecretIsShownOnce() {
        String id = admin.id();
        HttpResponse<String> added = admin.ask("POST", SOURCES, XAPI.formatted(id, ""));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue(SOURCES + "/" + id);
        assertThat(added.headers().firstValue("Cache-Control")).hasValue("no-store");
        String secret = json(added).path("secret").asText();
        assertThat(secret).startsWith("nk_").hasSize(46);
        assertThat(admin.stored(id))
                .isEqualTo(
                        Source.withSecret(
                                id, "t1", Format.XAPI, SecretHash.of(secret), Source.State.ACTIVE));

        HttpResponse<String> found = admin.ask("GET", SOURCES + "/" + id, "");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(json(found).path("path").asText()).isEqualTo("/xapi/statements");
        HttpResponse<String> listed = admin.ask("GET", SOURCES, "");
        assertThat(json(listed).path("sources").findValuesAsText("id")).contains(id).isSorted();
        assertThat(found.body() + listed.body())
                .doesNotContain(secret, SecretHash.of(secret).sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "XAPI, SECRET",
        "CALIPER, SECRET",
        "CANVAS, SECRET",
        "CLASSY, SECRET",
        "JSON, SECRET",
        "CHIME, HEADER",
        "JITSI, HEADER",
        "BBB, CHECKSUM",
        "JAAS, HMAC"
    })
    void everyFormatHasAUsualSchemeThatKeepsWhatItNeeds(Format format, Scheme scheme) {
        String id = admin.id();
        JsonNode added =
                json(
                        admin.ask(
                                "POST",
                                SOURCES,
                                "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"%s\"}"
                                        .formatted(id, format)));
        assertThat(added.path("scheme").asText()).isEqualTo(scheme.name());
        assertThat(opened(admin.stored(id).credentials().getFirst(), id))
                .isEqualTo(
                        scheme.keeps() == Scheme.Keeps.HASH
                                ? SecretHash.of(added.path("secret").asText()).sha256()
                                : added.path("secret").asText());
    }

    @Test
    void schemesWithoutSecretHaveNone() {
        String id = admin.id();
        HttpResponse<String> added =
                admin.ask(
                        "POST",
                        SOURCES,
                        """
                        {"id":"%s","tenant":"t2","format":"CANVAS","scheme":"JWKS",
                         "policy":{"jwksUrl":"https://keys.example.org/jwks"}}\
                        """
                                .formatted(id));
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(json(added).has("secret")).isFalse();
        assertThat(admin.stored(id).credentials()).isEmpty();
        assertThat(admin.ask("POST", SOURCES + "/" + id + "/rotate", "").statusCode())
                .isEqualTo(409);
        HttpResponse<String> without =
                admin.ask("PATCH", SOURCES + "/" + id, "{\"policy\":{\"jwksUrl\":null}}");
        assertViolations(without, "/policy/jwksUrl");
    }

    @Test
    void keysComeFromPublicHostsOrThoseAnOperatorAllows() {
        String signed =
                "{\"id\":\"%s\",\"tenant\":\"t2\",\"format\":\"CANVAS\",\"scheme\":\"JWKS\","
                        + "\"policy\":{\"jwksUrl\":\"%s\"}}";
        for (String host :
                List.of("localhost", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]")) {
            HttpResponse<String> refused =
                    admin.ask(
                            "POST",
                            SOURCES,
                            signed.formatted(admin.id(), "https://" + host + "/jwks"));
            assertViolations(refused, "/policy/jwksUrl");
            assertThat(refused.body()).contains("outbound.allowed.hosts").doesNotContain(host);
        }
        String id = admin.id();
        String allowed = "https://" + RunningAdmin.ALLOWED_HOST + "/jwks";
        assertThat(admin.ask("POST", SOURCES, signed.formatted(id, allowed)).statusCode())
                .isEqualTo(201);
        assertViolations(
                admin.ask(
                        "PATCH",
                        SOURCES + "/" + id,
                        "{\"policy\":{\"jwksUrl\":\"https://10.0.0.1/\"}}"),
                "/policy/jwksUrl");
    }

    @Test
    void aSecretOfTheSendersSideCanBeGivenAndNoTwoBearersOfOne() {
        String id = admin.id();
        String body = ",\"secret\":\"" + GIVEN + "\"";
        assertThat(admin.ask("POST", SOURCES, XAPI.formatted(id, body)).statusCode())
                .isEqualTo(201);
        assertThat(opened(admin.stored(id).credentials().getFirst(), id))
                .isEqualTo(SecretHash.of(GIVEN).sha256());
        HttpResponse<String> second = admin.ask("POST", SOURCES, XAPI.formatted(admin.id(), body));
        assertViolations(second, "/secret");
        assertThat(second.body()).doesNotContain(GIVEN);
    }

    @Test
    void anIdIsTakenForEver() {
        String id = add();
        assertThat(admin.ask("POST", SOURCES, XAPI.formatted(id, "")).statusCode()).isEqualTo(409);
        act(id, "revoke", "");
        assertThat(admin.ask("POST", SOURCES, XAPI.formatted(id, "")).statusCode()).isEqualTo(409);
    }

    @Test
    void everythingThatIsWrongWithASourceIsToldAtOnceByPointer() {
        HttpResponse<String> answer =
                admin.ask(
                        "POST",
                        SOURCES,
                        """
                        {"id":"no blanks","tenant":"nobody","format":"FAX","scheme":"NONE",
                         "secret":"short","a/b~c":1,"policy":{"origins":["https://a.example","nowhere"],
                         "namespaces":"x","eventsPerSecond":-1,"publicUrl":"ftp://x","jwksUrl":"http://a.example/",
                         "headerName":"a b","text":1,"more":true}}\
                        """);
        assertViolations(
                answer,
                "/id",
                "/tenant",
                "/format",
                "/scheme",
                "/secret",
                "/a~1b~0c",
                "/policy/origins/1",
                "/policy/namespaces",
                "/policy/eventsPerSecond",
                "/policy/publicUrl",
                "/policy/jwksUrl",
                "/policy/headerName",
                "/policy/text",
                "/policy/more");
        assertThat(answer.body()).doesNotContain("nowhere", "short");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        String source = "{\"id\":\"" + admin.id() + "\",\"tenant\":\"t1\",";
        assertViolations(
                admin.ask("POST", SOURCES, source + "\"format\":\"XAPI\",\"scheme\":\"HMAC\"}"),
                "/scheme");
        assertViolations(
                admin.ask("POST", SOURCES, source + "\"format\":\"XAPI\",\"scheme\":\"ORIGIN\"}"),
                "/policy/origins");
        assertViolations(
                admin.ask(
                        "POST",
                        SOURCES,
                        source
                                + "\"format\":\"CANVAS\",\"scheme\":\"JWKS\",\"secret\":\""
                                + GIVEN
                                + "\"}"),
                "/secret",
                "/policy/jwksUrl");
        assertViolations(admin.ask("POST", SOURCES, source + "\"format\":\"NUCLEUS\"}"), "/format");
        assertViolations(
                admin.ask("POST", SOURCES, "{\"id\":\"" + admin.id() + "\",\"format\":\"XAPI\"}"),
                "/tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}", "null", "\"x\""})
    void whatIsNoObjectIsRefused(String body) {
        HttpResponse<String> answer = admin.ask("POST", SOURCES, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/violations/0/pointer").asText()).isEmpty();
    }

    @Test
    void aPolicyIsMergedMemberByMember() {
        String id = add();
        String path = SOURCES + "/" + id;
        JsonNode changed =
                json(
                        admin.ask(
                                "PATCH",
                                path,
                                """
                                {"policy":{"origins":["https://a.example"],"namespaces":["urn:x:"],
                                 "eventsPerSecond":5,"publicUrl":"https://p.example/w","text":true}}\
                                """));
        assertThat(changed.at("/policy/eventsPerSecond").intValue()).isEqualTo(5);
        HttpResponse<String> merged =
                admin.ask(
                        "PATCH",
                        path,
                        "{\"policy\":{\"eventsPerSecond\":null,\"publicUrl\":null}}",
                        "Bearer nk_the-token-of-a-test",
                        "application/merge-patch+json; charset=utf-8");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        SourcePolicy policy = admin.stored(id).policy();
        assertThat(policy.origins()).isEqualTo(Set.of("https://a.example"));
        assertThat(policy.namespaces()).containsExactly("urn:x:");
        assertThat(policy.eventsPerSecond()).isZero();
        assertThat(policy.publicUrl()).isEmpty();
        assertThat(policy.text()).isTrue();
        assertViolations(admin.ask("PATCH", path, "{\"state\":\"PAUSED\"}"), "/state");
    }

    @Test
    void anExpectedAuthorizationIsSetTakenAwayAndNeverShown() {
        String id = admin.id();
        String path = SOURCES + "/" + id;
        HttpResponse<String> added =
                admin.ask(
                        "POST",
                        SOURCES,
                        JAAS.formatted(id, "{\"authorization\":\"" + GIVEN + "\"}"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(json(added).path("authorizationSet").booleanValue()).isTrue();
        assertThat(admin.stored(id).policy().authorization()).hasValue(SecretHash.of(GIVEN));

        HttpResponse<String> found = admin.ask("GET", path, "");
        assertThat(json(found).path("authorizationSet").booleanValue()).isTrue();
        assertThat(added.body() + found.body() + admin.ask("GET", SOURCES, "").body())
                .doesNotContain(GIVEN, SecretHash.of(GIVEN).sha256());
        String asRead = "{\"policy\":" + json(found).path("policy") + "}";
        assertThat(admin.ask("PATCH", path, asRead).statusCode()).isEqualTo(200);
        assertThat(admin.stored(id).policy().authorization())
                .as("who writes back what was read changes nothing")
                .hasValue(SecretHash.of(GIVEN));

        HttpResponse<String> other =
                admin.ask(
                        "PATCH", path, "{\"policy\":{\"authorization\":\"Bearer the-next-one\"}}");
        assertThat(other.body()).doesNotContain("the-next-one");
        assertThat(admin.stored(id).policy().authorization())
                .hasValue(SecretHash.of("Bearer the-next-one"));
        JsonNode without = json(admin.ask("PATCH", path, "{\"policy\":{\"authorization\":null}}"));
        assertThat(without.path("authorizationSet").booleanValue()).isFalse();
        assertThat(admin.stored(id).policy().authorization()).isEmpty();
    }

    @Test
    void anAuthorizationThatCannotWorkIsRefusedAndNotRepeated() {
        String id = add();
        String given = "{\"policy\":{\"authorization\":\"" + GIVEN + "\"}}";
        HttpResponse<String> other = admin.ask("PATCH", SOURCES + "/" + id, given);
        assertViolations(other, "/policy/authorization");
        assertThat(json(other).at("/violations/0/rule").asText()).isEqualTo("source.authorization");
        assertThat(other.body()).doesNotContain(GIVEN);
        for (String wrong : List.of("\"short-of-sixteen\\u00e9\"", "\"short\"", "\"\"", "true")) {
            HttpResponse<String> answer =
                    admin.ask(
                            "POST",
                            SOURCES,
                            JAAS.formatted(admin.id(), "{\"authorization\":" + wrong + "}"));
            assertViolations(answer, "/policy/authorization");
            assertThat(answer.body()).doesNotContain("short");
        }
        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.HMAC) {
                Format format = scheme == Scheme.CHECKSUM ? Format.BBB : Format.CANVAS;
                assertViolations(
                        admin.ask(
                                "POST",
                                SOURCES,
                                """
                                {"id":"%s","tenant":"t1","format":"%s","scheme":"%s","policy":{
                                 "authorization":"%s","origins":["https://a.example"],
                                 "jwksUrl":"https://keys.example.org/jwks"}}\
                                """
                                        .formatted(admin.id(), format, scheme, GIVEN)),
                        "/policy/authorization");
            }
        }
    }

    @Test
    void aRotationKeepsTheOlderSecretForTheOverlap() {
        String id = add();
        Credential first = admin.stored(id).credentials().getFirst();
        Instant before = Instant.now();
        JsonNode rotated = act(id, "rotate", "{\"overlapSeconds\":3600}");
        Source stored = admin.stored(id);
        assertThat(opened(stored.credentials().get(0), id))
                .isEqualTo(SecretHash.of(rotated.path("secret").asText()).sha256());
        assertThat(opened(stored.credentials().get(1), id)).isEqualTo(opened(first, id));
        Instant end = stored.credentials().get(1).expires().orElseThrow();
        assertThat(end).isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));
        assertThat(rotated.at("/olderSecretsExpire/0").asText()).isEqualTo(end.toString());

        JsonNode usual = act(id, "rotate", "");
        assertThat(usual.path("olderSecretsExpire")).hasSize(2);
        assertThat(admin.stored(id).credentials().get(1).expires().orElseThrow())
                .isAfter(before.plus(Duration.ofHours(23)));

        act(id, "rotate", "{\"overlapSeconds\":0,\"secret\":\"another-given-secret\"}");
        assertThat(admin.stored(id).credentials()).hasSize(1);
        assertViolations(
                admin.ask(
                        "POST",
                        SOURCES + "/" + id + "/rotate",
                        "{\"overlapSeconds\":2592001,\"secret\":\" x \"}"),
                "/overlapSeconds",
                "/secret");
    }

    @Test
    void statesChangeOnceHoweverOftenTheyAreAskedForAndRevokedIsForEver() {
        String id = add();
        assertThat(act(id, "pause", "").path("state").asText()).isEqualTo("PAUSED");
        assertThat(act(id, "pause", "").path("state").asText()).isEqualTo("PAUSED");
        assertThat(admin.stored(id).state()).isEqualTo(Source.State.PAUSED);
        assertThat(act(id, "resume", "").path("state").asText()).isEqualTo("ACTIVE");
        assertThat(act(id, "revoke", "").path("state").asText()).isEqualTo("REVOKED");
        assertThat(act(id, "revoke", "").path("state").asText()).isEqualTo("REVOKED");
        for (String verb : List.of("pause", "resume", "rotate")) {
            HttpResponse<String> answer = admin.ask("POST", SOURCES + "/" + id + "/" + verb, "");
            assertThat(answer.statusCode()).as(verb).isEqualTo(409);
        }
        assertThat(
                        admin.ask("PATCH", SOURCES + "/" + id, "{\"policy\":{\"text\":true}}")
                                .statusCode())
                .isEqualTo(409);
        assertThat(admin.stored(id).state()).isEqualTo(Source.State.REVOKED);
    }

    @Test
    void sourcesOfTheFirstVersionCanBeChangedToo() {
        String id = admin.id();
        String old =
                "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"XAPI\",\"secretSha256\":\"%s\",\"state\":\"ACTIVE\"}"
                        .formatted(id, SecretHash.of(id).sha256());
        admin.put(Topic.CONFIG_SOURCES, id, old.getBytes());
        await().until(() -> admin.ask("GET", SOURCES + "/" + id, "").statusCode() == 200);
        act(id, "pause", "");
        assertThat(admin.stored(id).in(Source.State.ACTIVE))
                .isEqualTo(SourceCodec.decode(old.getBytes()));
    }

    @Test
    void addressesMethodsAndBodiesThatAreNoneGetTheirOwnProblem() {
        assertProblem(admin.ask("GET", SOURCES + "/nobody", ""), 404, "unknown-source");
        assertProblem(admin.ask("POST", SOURCES + "/nobody/pause", ""), 404, "unknown-source");
        assertProblem(admin.ask("GET", "/api/v1/nothing", ""), 404, "not-found");
        assertProblem(admin.ask("GET", "/", ""), 404, "not-found");
        for (Map.Entry<String, String> methods :
                Map.of(
                                SOURCES,
                                "GET, POST",
                                SOURCES + "/a",
                                "GET, PATCH",
                                SOURCES + "/a/pause",
                                "POST",
                                "/openapi.json",
                                "GET")
                        .entrySet()) {
            HttpResponse<String> answer = admin.ask("DELETE", methods.getKey(), "");
            assertProblem(answer, 405, "method");
            assertThat(answer.headers().firstValue("Allow")).hasValue(methods.getValue());
            assertThat(answer.headers().firstValue("Date").orElse("")).endsWith(" GMT").hasSize(29);
        }
        assertProblem(admin.ask("POST", SOURCES, "x".repeat((64 << 10) + 1)), 413, "too-large");
        assertProblem(
                admin.ask("POST", SOURCES, "{}", "Bearer nk_the-token-of-a-test", "text/plain"),
                415,
                "media-type");
    }

    @Test
    void whatWasDoneIsLoggedWithoutSecrets() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        String id = admin.id();
        String secret =
                json(admin.ask("POST", SOURCES, XAPI.formatted(id, ""))).path("secret").asText();
        String next = act(id, "rotate", "").path("secret").asText();
        admin.ask("POST", SOURCES, XAPI.formatted(id, ""));
        root.detachAppender(lines);

        List<String> told =
                lines.list.stream()
                        .filter(line -> line.getLoggerName().equals("org.nucleus.admin.audit"))
                        .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                        .toList();
        assertThat(told).hasSize(2).allMatch(line -> line.contains(id) && line.contains("ada"));
        assertThat(
                        lines.list.stream()
                                .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                                .collect(Collectors.joining("\n")))
                .doesNotContain(secret, next, "nk_the-token");
    }

    private static String add() {
        String id = admin.id();
        assertThat(admin.ask("POST", SOURCES, XAPI.formatted(id, "")).statusCode()).isEqualTo(201);
        return id;
    }

    private static JsonNode act(String id, String verb, String body) {
        HttpResponse<String> answer = admin.ask("POST", SOURCES + "/" + id + "/" + verb, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** The hash in hex, or the sealed secret in the clear. */
    private static String opened(Credential credential, String id) {
        return switch (credential) {
            case Credential.Hashed hashed -> hashed.hash().sha256();
            case Credential.Sealed sealed -> admin.nodeKey().open(id, sealed.secret());
        };
    }

    private static void assertViolations(HttpResponse<String> answer, String... pointers) {
        assertProblem(answer, 400, "invalid");
        assertThat(json(answer).path("violations").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(pointers);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String kind) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:nucleus:problem:" + kind);
    }
}

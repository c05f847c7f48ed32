package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class BbbSignatureTest {
    private static final String SECRET = "demo-bbb-shared-secret-0001";
    private static final String URL = "https://c.example.org/webhooks/bbb-1";
    private static final String EVENT = "[{\"data\":{\"id\":\"user-left\",\"name\":\"é\\n\"}}]";
    private static final String FORM =
            "domain=bbb.example.edu&event="
                    + URLEncoder.encode(EVENT, StandardCharsets.UTF_8)
                    + "&timestamp=1791284460007";
    private static final String HS512 = "{\"typ\":\"JWT\",\"alg\":\"HS512\"}";
    private final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
    private final Source source = SampleSources.of("bbb-1", Format.BBB, Scheme.CHECKSUM, SECRET);

    @Test
    void judgesPublishedChecksumsAsTheyShouldBe() throws IOException {
        JsonNode cases =
                new ObjectMapper().readTree(Signed.resource("/webhook/bbb-checksums.json"));
        assertThat(cases).hasSize(9);
        for (JsonNode one : cases) {
            URI target = URI.create(one.path("requestTarget").asText());
            boolean taken =
                    Heads.takes(
                            guard(source, one.path("registeredCallbackURL").asText()),
                            form(target.getPath(), target.getRawQuery()),
                            one.path("body").asText());
            assertThat(taken)
                    .as(one.path("case").asText())
                    .isEqualTo(one.path("verifies").asBoolean());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-384", "SHA-512"})
    void refusesEveryChangedBitOfAChecksum(String algorithm) {
        String sum = Signed.sum(algorithm, URL, FORM, SECRET);
        assertThat(takes(form("/webhooks/bbb-1", "checksum=" + sum), FORM)).isTrue();
        for (int at = 0; at < sum.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                String query = "checksum=" + Signed.flipped(sum, at, bit);
                assertThat(takes(form("/webhooks/bbb-1", query), FORM)).isFalse();
            }
        }
        String query = "checksum=" + sum;
        assertThat(takes(form("/webhooks/bbb-1", query), Signed.flipped(FORM, 9, 0))).isFalse();
        assertThat(takes(form("/webhooks/bbb-1", query + "0"), FORM)).isFalse();
        assertThat(takes(form("/webhooks/bbb-1", ""), FORM)).isFalse();
    }

    @Test
    void takesARegisteredAddressWithAQueryOfItsOwn() {
        String url = URL + "?a=1&checksum=no";
        String sum = Signed.sum("SHA-1", url, FORM, SECRET);

        assertThat(
                        Heads.takes(
                                guard(source, url),
                                form("/other", "a=1&checksum=no&checksum=" + sum),
                                FORM))
                .isTrue();
    }

    @Test
    void takesAnyQueryAndASlashAtTheEndOfThePublicUrl() {
        for (String registered : new String[] {URL, URL + "/", URL + "?v=2"}) {
            for (String sent : new String[] {"", "/", "?site=north&v=3", "/?site=north"}) {
                String url = URL + sent;
                String query =
                        sent.contains("?") ? sent.substring(sent.indexOf('?') + 1) + "&" : "";
                String sum = Signed.sum("SHA-256", url, FORM, SECRET);
                assertThat(
                                Heads.takes(
                                        guard(source, registered),
                                        form("/inside/bbb-1", query + "checksum=" + sum),
                                        FORM))
                        .as(registered + " " + sent)
                        .isTrue();
            }
        }
        String elsewhere = Signed.sum("SHA-256", URL + "x", FORM, SECRET);
        assertThat(
                        Heads.takes(
                                guard(source, URL),
                                form("/webhooks/bbb-1x", "checksum=" + elsewhere),
                                FORM))
                .isFalse();
    }

    @Test
    void goesByTheRequestsOwnAddressWhereNoneIsRegistered() {
        for (String scheme : new String[] {"http", "https"}) {
            String url = scheme + "://c.example.org/webhooks/bbb-1";
            String query = "checksum=" + Signed.sum("SHA-256", url, FORM, SECRET);
            assertThat(takes(form("/webhooks/bbb-1", query), FORM)).isTrue();
            String more = "a=1&checksum=" + Signed.sum("SHA-256", url + "?a=1", FORM, SECRET);
            assertThat(takes(form("/webhooks/bbb-1", more), FORM)).isTrue();
            assertThat(takes(form("/webhooks/bbb-2", query), FORM)).isFalse();
        }
    }

    @Test
    void takesTheChecksumsOfOlderServers() {
        String json =
                """
                {"event":"[{\\"data\\":{\\"id\\":\\"user-left\\",\\"name\\":\\"é\\\\n\\"}}]",\
                "timestamp":1791284460007,"domain":"bbb.example.edu"}\
                """;
        String sum = Signed.sum("SHA-1", URL, json, SECRET);

        assertThat(takes(form("/webhooks/bbb-1", "checksum=" + sum), FORM)).isTrue();
        assertThat(
                        takes(
                                form("/webhooks/bbb-1", "checksum=" + sum),
                                FORM.replace("user-left", "user-came")))
                .isFalse();
    }

    @Test
    void takesTheSecretAsBearerOfAForm() {
        assertThat(takes(form("/x", "", "Authorization", "Bearer " + SECRET), FORM)).isTrue();
        for (int bit = 0; bit < 7; bit++) {
            String wrong = "Bearer " + Signed.flipped(SECRET, 7, bit);
            assertThat(takes(form("/x", "", "Authorization", wrong), FORM)).isFalse();
        }
    }

    @Test
    void judgesPublishedTokensOfTheCallbackAsTheyShouldBe() throws IOException {
        JsonNode tokens =
                new ObjectMapper().readTree(Signed.resource("/webhook/bbb-callback-tokens.json"));
        clock.set(Instant.parse(tokens.path("clock").asText()));

        assertThat(takes(json(tokens.path("good").asText()), "{}")).isTrue();
        assertThat(tokens.path("bad")).hasSize(3);
        for (JsonNode bad : tokens.path("bad")) {
            assertThat(takes(json(bad.asText()), "{}")).isFalse();
        }
    }

    @Test
    void takesACallbackByItsTokenAlone() {
        long now = clock.instant().getEpochSecond();
        String good = token(HS512, "{\"exp\":" + (now + 1) + "}", "HmacSHA512");

        assertThat(takes(json(good), "{}")).isTrue();
        assertThat(takes(json(token(HS512, "{\"exp\":" + now + "}", "HmacSHA512")), "{}"))
                .isFalse();
        assertThat(takes(json(token(HS512, "{}", "HmacSHA512")), "{}")).isFalse();
        assertThat(takes(json(token(HS512, "{\"exp\":\"9\"}", "HmacSHA512")), "{}")).isFalse();
        assertThat(takes(json(SECRET), "{}")).isFalse();
        assertThat(takes(form("/x", "", "Authorization", "Bearer " + good), FORM)).isFalse();
        String sum = Signed.sum("SHA-1", URL, "{}", SECRET);
        RequestHead summed =
                Heads.to("/webhooks/bbb-1", "checksum=" + sum, "Content-Type", "application/json");
        assertThat(takes(summed, "{}")).isFalse();
    }

    @Test
    void refusesTokensOfOtherAlgorithmsAndEveryChangedBit() {
        String claims = "{\"exp\":4102444800}";
        for (String header :
                new String[] {
                    "{\"alg\":\"HS256\"}",
                    "{\"alg\":\"none\"}",
                    "{\"alg\":\"hs512\"}",
                    "{}",
                    "{\"alg\":\"HS512\",\"crit\":[\"exp\"]}",
                    "{\"alg\":\"none\",\"alg\":\"HS512\"}"
                }) {
            assertThat(takes(json(token(header, claims, "HmacSHA512")), "{}")).isFalse();
            assertThat(takes(json(token(header, claims, "HmacSHA256")), "{}")).isFalse();
        }
        String good = token(HS512, claims, "HmacSHA512");
        assertThat(takes(json(good), "{}")).isTrue();
        for (int at = 0; at < good.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(takes(json(Signed.flipped(good, at, bit)), "{}")).isFalse();
            }
        }
    }

    @Test
    void takesAnOlderSecretUntilItExpires() {
        Source rotated =
                SampleSources.and(source, "older", clock.instant().plus(Duration.ofDays(1)));
        String query = "checksum=" + Signed.sum("SHA-1", URL, FORM, "older");
        Guard guard = guard(rotated, URL);

        assertThat(Heads.takes(guard, form("/x", query), FORM)).isTrue();
        clock.pass(Duration.ofDays(1));
        assertThat(Heads.takes(guard, form("/x", query), FORM)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256"})
    void takesWhatAnyServerOfAPoolSigned(String algorithm) {
        Guard pool = guard(SampleSources.pooled(source, "two", "secret-of-server-2"), URL);

        for (String secret : new String[] {SECRET, "secret-of-server-2"}) {
            String query = "checksum=" + Signed.sum(algorithm, URL, FORM, secret);
            assertThat(Heads.takes(pool, form("/x", query), FORM)).as(secret).isTrue();
            assertThat(Heads.takes(pool, form("/x", "", "Authorization", "Bearer " + secret), FORM))
                    .isTrue();
        }
        String third = "checksum=" + Signed.sum(algorithm, URL, FORM, "secret-of-server-3");
        assertThat(Heads.takes(pool, form("/x", third), FORM)).isFalse();
    }

    private boolean takes(RequestHead head, String body) {
        SealedSecrets secrets = SealedSecrets.of(source, SampleSources.NODE_KEY, clock);
        return Heads.takes(new BbbSignature(secrets, Optional.empty(), clock), head, body);
    }

    private Guard guard(Source of, String publicUrl) {
        SealedSecrets secrets = SealedSecrets.of(of, SampleSources.NODE_KEY, clock);
        return new BbbSignature(secrets, Optional.of(publicUrl), clock);
    }

    private static String token(String header, String claims, String algorithm) {
        return Signed.jwt(header, claims, algorithm, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestHead json(String token) {
        return Heads.with("Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    private static RequestHead form(String path, String query, String... more) {
        String[] headers = new String[2 + more.length];
        headers[0] = "Content-Type";
        headers[1] = "application/x-www-form-urlencoded;charset=UTF-8";
        System.arraycopy(more, 0, headers, 2, more.length);
        return Heads.to(path, query == null ? "" : query, headers);
    }
}

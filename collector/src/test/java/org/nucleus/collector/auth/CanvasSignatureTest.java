package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class CanvasSignatureTest {
    private static final String URL = "https://keys.example.org/jwks";
    private static final String EVENT = "{\"metadata\":{\"event_name\":\"logged_in\"}}";
    private static final KeyPair FIRST = Signed.key();
    private static final KeyPair SECOND = Signed.key();
    private static final KeyPair STRANGER = Signed.key();

    private final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
    private final Platform platform = new Platform();
    private final Guard guard =
            new CanvasSignature(new Jwks(platform, Duration.ofMinutes(1), clock), URL);

    /** Answers with a set of keys, or not at all, and counts. */
    private static final class Platform implements Fetch {
        private String set = Signed.jwks(Map.of("first", FIRST));
        private boolean down;
        private boolean slow;
        private int asked;
        private CompletableFuture<byte[]> waiting;

        @Override
        public CompletableFuture<byte[]> get(URI uri) {
            assertThat(uri).hasToString(URL);
            asked++;
            if (down) {
                return CompletableFuture.failedFuture(new IOException("down"));
            }
            waiting = new CompletableFuture<>();
            if (!slow) {
                answer();
            }
            return waiting;
        }

        private void answer() {
            waiting.complete(set.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void givesTheClaimsOfATokenOfAKnownKey() {
        Verdict verdict = judge(Signed.canvas("first", EVENT, FIRST));

        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        assertThat(((Verdict.Genuine) verdict).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(EVENT);
        assertThat(judge(Signed.canvas("first", EVENT, FIRST) + "\n"))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(platform.asked).isEqualTo(1);
    }

    @Test
    void judgesPublishedTokensAsTheyShouldBe() throws IOException {
        JsonNode samples =
                new ObjectMapper().readTree(Signed.resource("/webhook/canvas-jwts.json"));
        platform.set = samples.path("jwks").toString();

        assertThat(judge(samples.path("good").asText())).isInstanceOf(Verdict.Genuine.class);
        assertThat(samples.path("bad")).hasSize(4);
        for (JsonNode bad : samples.path("bad")) {
            assertThat(judge(bad.path("jwt").asText()))
                    .as(bad.path("case").asText())
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void refusesOtherAlgorithms() {
        byte[] publicKey = FIRST.getPublic().getEncoded();
        for (String alg : new String[] {"HS256", "none", "RS512", "rs256"}) {
            String header = "{\"alg\":\"" + alg + "\",\"kid\":\"first\"}";
            assertThat(judge(Signed.jwt(header, EVENT, FIRST.getPrivate())))
                    .isEqualTo(Verdict.REFUSED);
            assertThat(judge(Signed.jwt(header, EVENT, "HmacSHA256", publicKey)))
                    .isEqualTo(Verdict.REFUSED);
        }
        assertThat(judge(Signed.jwt("{\"alg\":\"RS256\"}", EVENT, FIRST.getPrivate())))
                .isEqualTo(Verdict.REFUSED);
        assertThat(judge(Signed.canvas("first", EVENT, STRANGER))).isEqualTo(Verdict.REFUSED);
        assertThat(judge(EVENT)).isEqualTo(Verdict.REFUSED);
        assertThat(judge("")).isEqualTo(Verdict.REFUSED);
        assertThat(judge("eyJ.x")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void refusesEveryChangedBit() {
        String good = Signed.canvas("first", EVENT, FIRST);
        for (int at = 0; at < good.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(judge(Signed.flipped(good, at, bit)))
                        .as("%d %d", at, bit)
                        .isEqualTo(Verdict.REFUSED);
            }
        }
    }

    @Test
    void looksForAnUnknownKeyOnceAnInterval() {
        judge(Signed.canvas("first", EVENT, FIRST));
        platform.asked = 0;
        String unknown = Signed.canvas("other", EVENT, STRANGER);

        assertThat(judge(unknown)).isEqualTo(Verdict.REFUSED);
        assertThat(platform.asked).isEqualTo(1);
        assertThat(judge(unknown)).isEqualTo(Verdict.REFUSED);
        assertThat(judge(Signed.canvas("another", EVENT, STRANGER))).isEqualTo(Verdict.REFUSED);
        assertThat(platform.asked).isEqualTo(1);
        clock.pass(Duration.ofMinutes(1));
        assertThat(judge(unknown)).isEqualTo(Verdict.REFUSED);
        assertThat(platform.asked).isEqualTo(2);
    }

    @Test
    void asksOnceWhereTheFirstTokenOfAllIsOfAnUnknownKey() {
        assertThat(judge(Signed.canvas("other", EVENT, STRANGER))).isEqualTo(Verdict.REFUSED);
        assertThat(judge(Signed.canvas("other", EVENT, STRANGER))).isEqualTo(Verdict.REFUSED);
        assertThat(platform.asked).isEqualTo(1);
        assertThat(judge(Signed.canvas("first", EVENT, FIRST))).isInstanceOf(Verdict.Genuine.class);
        assertThat(platform.asked).isEqualTo(1);
    }

    @Test
    void followsTheRotationOfKeys() {
        judge(Signed.canvas("first", EVENT, FIRST));
        platform.set = Signed.jwks(Map.of("second", SECOND));

        assertThat(judge(Signed.canvas("second", EVENT, SECOND)))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(Signed.canvas("first", EVENT, FIRST))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void forgetsAKeyThatWasWithdrawn() {
        judge(Signed.canvas("first", EVENT, FIRST));
        platform.set = Signed.jwks(Map.of());
        clock.pass(Jwks.FRESH_FOR.plusSeconds(1));

        judge(Signed.canvas("first", EVENT, FIRST));
        assertThat(judge(Signed.canvas("first", EVENT, FIRST))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void cannotTellWhileThePlatformIsDown() {
        platform.down = true;
        String good = Signed.canvas("first", EVENT, FIRST);

        assertThat(judge(good)).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(judge(good)).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(platform.asked).isEqualTo(1);
        platform.down = false;
        clock.pass(Duration.ofSeconds(5));
        assertThat(judge(good)).isInstanceOf(Verdict.Genuine.class);

        platform.down = true;
        clock.pass(Jwks.FRESH_FOR.plusSeconds(1));
        assertThat(judge(good)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(Signed.canvas("other", EVENT, STRANGER))).isEqualTo(Verdict.UNAVAILABLE);
    }

    @Test
    void asksOnceForAllThatWait() {
        platform.slow = true;
        byte[] good = Signed.canvas("first", EVENT, FIRST).getBytes(StandardCharsets.US_ASCII);
        byte[] bad = Signed.canvas("other", EVENT, FIRST).getBytes(StandardCharsets.US_ASCII);

        Verdict first = guard.judge(Heads.with(), good);
        Verdict second = guard.judge(Heads.with(), bad);

        assertThat(first).isInstanceOf(Verdict.Later.class);
        assertThat(platform.asked).isEqualTo(1);
        platform.answer();
        assertThat(settled(first)).isInstanceOf(Verdict.Genuine.class);
        assertThat(settled(second)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void passesOverKeysItMustNotUse() {
        String jwk = Signed.jwks(Map.of("first", FIRST));
        for (String set :
                new String[] {
                    jwk.replace("\"sig\"", "\"enc\""),
                    jwk.replace("RS256", "RS512"),
                    jwk.replace("\"RSA\"", "\"EC\""),
                    jwk.replaceAll("\"n\":\"[^\"]*\"", "\"n\":\"AQAB\""),
                    "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"AAAA\"}]}",
                    "{\"keys\":[]}"
                }) {
            platform.set = set;
            Guard fresh =
                    new CanvasSignature(new Jwks(platform, Duration.ofMinutes(1), clock), URL);
            assertThat(
                            settled(
                                    fresh.judge(
                                            Heads.with(),
                                            Signed.canvas("first", EVENT, FIRST)
                                                    .getBytes(StandardCharsets.US_ASCII))))
                    .as(set)
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    private Verdict judge(String body) {
        return settled(guard.judge(Heads.with(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Verdict settled(Verdict verdict) {
        return verdict instanceof Verdict.Later later
                ? later.verdict().toCompletableFuture().join()
                : verdict;
    }
}

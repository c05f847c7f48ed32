package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class GuardsTest {
    private static final String URL = "https://keys.example.org/jwks";
    private static final String EVENT = "{\"metadata\":{\"event_name\":\"logged_in\"}}";
    private static final String SECRET = "Bearer canvas-secret";
    private static final KeyPair KEY = Signed.key();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Fetch fetch =
            ignored ->
                    CompletableFuture.completedFuture(
                            Signed.jwks(Map.of("k", KEY)).getBytes(StandardCharsets.UTF_8));
    private final Guards guards =
            new Guards(
                    new WebhookSettings(
                            Duration.ofMinutes(5), Duration.ofMinutes(1), "", 1 << 20, List.of()),
                    SampleSources.NODE_KEY,
                    new Guards.Fetches(fetch, fetch),
                    new SettableClock(NOW.toString()));

    @Test
    void aCanvasSourceWithSecretAndKeysTakesSignedBodiesByTheKeysAndOthersByTheSecret() {
        Source source =
                SampleSources.of("canvas", Format.CANVAS, Scheme.SECRET, "canvas-secret")
                        .under(SampleSources.signedByKeysOf("k", "t", URL).policy());
        String token = Signed.canvas("k", EVENT, KEY);

        assertThat(judge(source, "", token)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(source, SECRET, token)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(source, SECRET, EVENT)).isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(source, "", EVENT)).isEqualTo(Verdict.REFUSED);
        assertThat(judge(source, SECRET, Signed.canvas("k", EVENT, Signed.key())))
                .as("the secret does not vouch for a wrong signature")
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void withoutKeysASignatureVouchesForNothing() {
        Source source = SampleSources.of("canvas", Format.CANVAS, Scheme.SECRET, "canvas-secret");

        assertThat(judge(source, "", Signed.canvas("k", EVENT, KEY))).isEqualTo(Verdict.REFUSED);
        assertThat(judge(source, SECRET, EVENT)).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aSourceOfSignedBodiesAloneTakesNoOther() {
        Source source = SampleSources.signedByKeysOf("canvas", "t", URL);

        assertThat(judge(source, "", Signed.canvas("k", EVENT, KEY)))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(judge(source, SECRET, EVENT)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void anExpectedAuthorizationAndTheSignatureMustBothBeRight() {
        String value = "Bearer fixed-of-jaas-0001";
        Source source =
                SampleSources.expecting(
                        SampleSources.of("jaas", Format.JAAS, Scheme.HMAC, "whsec_1"), value);
        String right = Signed.jaas("whsec_1", NOW.getEpochSecond(), EVENT);
        String wrong = Signed.jaas("whsec_2", NOW.getEpochSecond(), EVENT);

        assertThat(jaas(source, right, value)).isEqualTo(List.of(true, true));
        assertThat(jaas(source, wrong, value)).isEqualTo(List.of(true, false));
        assertThat(jaas(source, "t=1,v1=AAAA", value)).isEqualTo(List.of(false, false));
        for (String other :
                List.of("", "fixed-of-jaas-0001", "bearer fixed-of-jaas-0001", value + "1")) {
            assertThat(jaas(source, right, other)).as(other).isEqualTo(List.of(false, false));
        }
        for (int at = 0; at < value.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(jaas(source, right, Signed.flipped(value, at, bit)))
                        .isEqualTo(List.of(false, false));
            }
        }
        assertThat(sender(source)).asString().doesNotContain("fixed-of");
    }

    @Test
    void withoutAnExpectedAuthorizationAnythingMayCome() {
        Source source = SampleSources.of("jaas", Format.JAAS, Scheme.HMAC, "whsec_1");
        String right = Signed.jaas("whsec_1", NOW.getEpochSecond(), EVENT);

        assertThat(jaas(source, right, "Bearer whatever")).isEqualTo(List.of(true, true));
        assertThat(jaas(source, right, "")).isEqualTo(List.of(true, true));
    }

    /** Before its body is read, and with it. */
    private List<Boolean> jaas(Source source, String signature, String authorization) {
        RequestHead head =
                Heads.with("X-Jaas-Signature", signature, "Authorization", authorization);
        WebhookSources.Sender sender = sender(source);
        return List.of(
                sender.mayBe(head),
                sender.judge(head, EVENT.getBytes(StandardCharsets.UTF_8))
                        instanceof Verdict.Genuine);
    }

    private WebhookSources.Sender sender(Source source) {
        return guards.of(List.of(source)).find(source.id()).orElseThrow();
    }

    private Verdict judge(Source source, String authorization, String body) {
        WebhookSources.Sender sender = sender(source);
        RequestHead head =
                authorization.isEmpty() ? Heads.with() : Heads.with("Authorization", authorization);
        Verdict verdict = sender.judge(head, body.getBytes(StandardCharsets.UTF_8));
        return verdict instanceof Verdict.Later later
                ? later.verdict().toCompletableFuture().join()
                : verdict;
    }
}

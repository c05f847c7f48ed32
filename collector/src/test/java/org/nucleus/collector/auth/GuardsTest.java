package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

final class GuardsTest {
    private static final String URL = "https://keys.example.org/jwks";
    private static final String EVENT = "{\"metadata\":{\"event_name\":\"logged_in\"}}";
    private static final String SECRET = "Bearer canvas-secret";
    private static final KeyPair KEY = Signed.key();

    private final Fetch fetch =
            ignored ->
                    CompletableFuture.completedFuture(
                            Signed.jwks(Map.of("k", KEY)).getBytes(StandardCharsets.UTF_8));
    private final Guards guards =
            new Guards(
                    new WebhookSettings(Duration.ofMinutes(5), Duration.ofMinutes(1), ""),
                    SampleSources.NODE_KEY,
                    fetch,
                    new SettableClock("2026-11-21T12:00:00Z"));

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

    private Verdict judge(Source source, String authorization, String body) {
        WebhookSources.Sender sender = guards.of(List.of(source)).find("canvas").orElseThrow();
        RequestHead head =
                authorization.isEmpty() ? Heads.with() : Heads.with("Authorization", authorization);
        Verdict verdict = sender.judge(head, body.getBytes(StandardCharsets.UTF_8));
        return verdict instanceof Verdict.Later later
                ? later.verdict().toCompletableFuture().join()
                : verdict;
    }
}

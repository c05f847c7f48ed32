package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

final class JaasSignatureTest {
    private static final String BODY = "{\"eventType\":\"ROOM_CREATED\"}";
    private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").getEpochSecond();
    private final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
    private final Source source = SampleSources.of("jaas-1", Format.JAAS, Scheme.HMAC, "whsec_1");

    @Test
    void judgesPublishedCasesAsTheyShouldBe() throws IOException {
        Source demo =
                SampleSources.of(
                        "demo", Format.JAAS, Scheme.HMAC, "whsec_demo0000example0000secret0001");
        JsonNode cases =
                new ObjectMapper().readTree(Signed.resource("/webhook/jaas-signatures.json"));
        assertThat(cases).hasSize(5);
        for (JsonNode one : cases) {
            clock.set(Instant.parse(one.path("clock").asText()));
            assertThat(takes(demo, one.path("signature").asText(), one.path("body").asText()))
                    .as(one.path("case").asText())
                    .isEqualTo(one.path("verifies").asBoolean());
        }
    }

    @Test
    void takesAnyOfSeveralAndPassesOtherSchemes() {
        String good = Signed.jaas("whsec_1", NOW, BODY);
        String v1 = good.substring(good.indexOf("v1="));

        assertThat(takes(source, good, BODY)).isTrue();
        assertThat(takes(source, "t=" + NOW + ",v1=AAAA,v2=x=y, " + v1, BODY)).isTrue();
        assertThat(takes(source, v1 + ",t=" + NOW, BODY)).isTrue();
        assertThat(takes(source, "t=" + NOW + ",v0=" + v1.substring(3), BODY)).isFalse();
    }

    @Test
    void refusesEveryChangedBit() {
        String good = Signed.jaas("whsec_1", NOW, BODY);
        for (int at = 0; at < good.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(takes(source, Signed.flipped(good, at, bit), BODY)).isFalse();
            }
        }
        assertThat(takes(source, good, Signed.flipped(BODY, 5, 0))).isFalse();
    }

    @Test
    void refusesWhatIsNoSignature() {
        for (String wrong :
                new String[] {
                    "", "t=", "t=" + NOW, "v1=AAAA", "t=x,v1=AAAA", "t=99999999999999999999"
                }) {
            assertThat(takes(source, wrong, BODY)).as(wrong).isFalse();
        }
    }

    @Test
    void refusesClocksThatAreTooFarOff() {
        assertThat(takes(source, Signed.jaas("whsec_1", NOW - 300, BODY), BODY)).isTrue();
        assertThat(takes(source, Signed.jaas("whsec_1", NOW + 300, BODY), BODY)).isTrue();
        assertThat(takes(source, Signed.jaas("whsec_1", NOW - 301, BODY), BODY)).isFalse();
        assertThat(takes(source, Signed.jaas("whsec_1", NOW + 301, BODY), BODY)).isFalse();
    }

    @Test
    void takesAnOlderSecretUntilItExpires() {
        Source rotated =
                SampleSources.and(source, "whsec_0", clock.instant().plus(Duration.ofSeconds(60)));
        String older = Signed.jaas("whsec_0", NOW, BODY);

        assertThat(takes(rotated, older, BODY)).isTrue();
        clock.pass(Duration.ofSeconds(60));
        assertThat(takes(rotated, older, BODY)).isFalse();
        assertThat(takes(rotated, Signed.jaas("whsec_1", NOW, BODY), BODY)).isTrue();
    }

    @Test
    void takesWhatAnyOfAPoolSigned() {
        Source pool = SampleSources.pooled(source, "two", "whsec_2");

        assertThat(takes(pool, Signed.jaas("whsec_1", NOW, BODY), BODY)).isTrue();
        assertThat(takes(pool, Signed.jaas("whsec_2", NOW, BODY), BODY)).isTrue();
        assertThat(takes(pool, Signed.jaas("whsec_3", NOW, BODY), BODY)).isFalse();
        Source left = pool.without("default").orElseThrow();
        assertThat(takes(left, Signed.jaas("whsec_1", NOW, BODY), BODY)).isFalse();
        assertThat(takes(left, Signed.jaas("whsec_2", NOW, BODY), BODY)).isTrue();
    }

    private boolean takes(Source of, String signature, String body) {
        SealedSecrets secrets = SealedSecrets.of(of, SampleSources.NODE_KEY, clock);
        return Heads.takes(
                new JaasSignature(secrets, Duration.ofMinutes(5), clock),
                Heads.with("X-Jaas-Signature", signature),
                body);
    }
}

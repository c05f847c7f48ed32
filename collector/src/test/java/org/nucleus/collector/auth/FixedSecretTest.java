package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

final class FixedSecretTest {
    private final SettableClock clock = new SettableClock("2026-11-21T12:00:00Z");
    private final Source plain =
            SampleSources.of("classy-1", Format.CLASSY, Scheme.SECRET, "sécret:1");
    private final Source chime = SampleSources.of("chime-1", Format.CHIME, Scheme.HEADER, "key-1");
    private final Source jitsi =
            SampleSources.of("jitsi-1", Format.JITSI, Scheme.HEADER, "Bearer fixed");

    @Test
    void takesBearerAndBasicUnderTheSourcesOwnId() {
        assertThat(takes(plain, "Authorization", "Bearer sécret:1")).isTrue();
        assertThat(takes(plain, "authorization", "bearer  sécret:1 ")).isTrue();
        assertThat(takes(plain, "Authorization", basic("classy-1:sécret:1"))).isTrue();
        assertThat(takes(plain, "Authorization", basic("classy-2:sécret:1"))).isFalse();
        assertThat(takes(plain, "Authorization", basic("sécret:1"))).isFalse();
        assertThat(takes(plain, "Authorization", "Basic !!!")).isFalse();
        assertThat(takes(plain, "Authorization", "sécret:1")).isFalse();
        assertThat(takes(plain, "x-api-key", "sécret:1")).isFalse();
        assertThat(takes(plain)).isFalse();
    }

    @Test
    void takesTheWholeValueOfTheHeaderThatTheSourceNames() {
        assertThat(takes(chime, "X-Api-Key", "key-1")).isTrue();
        assertThat(takes(chime, "Authorization", basic("chime-1:key-1"))).isTrue();
        assertThat(takes(chime, "X-Api-Key", "key-1 ")).isFalse();
        assertThat(takes(chime, "X-Other", "key-1")).isFalse();
        assertThat(takes(jitsi, "Authorization", "Bearer fixed")).isTrue();
        assertThat(takes(jitsi, "Authorization", "Bearer other")).isFalse();
        assertThat(takes(jitsi, "Authorization", "bearer fixed")).isFalse();
    }

    @Test
    void refusesEveryChangedBit() {
        for (int at = 0; at < "key-1".length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                assertThat(takes(chime, "x-api-key", Signed.flipped("key-1", at, bit))).isFalse();
            }
        }
    }

    @Test
    void takesAnOlderSecretUntilItExpires() {
        Source rotated =
                SampleSources.and(chime, "key-0", clock.instant().plus(Duration.ofHours(1)));

        assertThat(takes(rotated, "x-api-key", "key-0")).isTrue();
        assertThat(takes(rotated, "x-api-key", "key-1")).isTrue();
        clock.pass(Duration.ofHours(1));
        assertThat(takes(rotated, "x-api-key", "key-0")).isFalse();
        assertThat(takes(rotated, "x-api-key", "key-1")).isTrue();
    }

    @Test
    void takesAnySecretOfAPool() {
        Source pool = SampleSources.pooled(chime, "two", "key-2");

        assertThat(takes(pool, "x-api-key", "key-1")).isTrue();
        assertThat(takes(pool, "x-api-key", "key-2")).isTrue();
        assertThat(takes(pool, "x-api-key", "key-3")).isFalse();
    }

    private boolean takes(Source source, String... headers) {
        return Heads.takes(new FixedSecret(source, clock), Heads.with(headers), "{}");
    }

    private static String basic(String userAndPassword) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}

package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

final class SourceIndexTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Source ACTIVE = source("colon", "sécret:1", Source.State.ACTIVE);
    private static final Source PLAIN = source("plain", "two", Source.State.ACTIVE);
    private static final Source PAUSED = source("paused", "three", Source.State.PAUSED);
    private static final Source REVOKED = source("revoked", "four", Source.State.REVOKED);
    private static final SourceIndex INDEX =
            SourceIndex.of(List.of(ACTIVE, PLAIN, PAUSED, REVOKED), Clock.systemUTC());

    @Test
    void findsASourceByItsSecretOrItsIdAndSecret() {
        Authentication granted = new Authentication.Granted(PLAIN);

        assertThat(INDEX.authenticate("Bearer two")).isEqualTo(granted);
        assertThat(INDEX.authenticate("bearer  two ")).isEqualTo(granted);
        assertThat(INDEX.authenticate(basic("plain:two"))).isEqualTo(granted);
        assertThat(INDEX.authenticate(basic("plain:two").replace("Basic", "BASIC")))
                .isEqualTo(granted);
        assertThat(INDEX.authenticate("Bearer sécret:1"))
                .isEqualTo(new Authentication.Granted(ACTIVE));
    }

    @Test
    void knowsNobodyElse() {
        for (String wrong :
                List.of(
                        "Bearer",
                        "Bearer ",
                        "Bearer Two",
                        "Bearer four",
                        "Basic",
                        "Basic ###",
                        basic("plain"),
                        basic("plain:"),
                        basic("plain:three"),
                        basic("nobody:two"),
                        basic(":two"),
                        basic("revoked:four"),
                        "two",
                        "")) {
            assertThat(INDEX.authenticate(wrong)).as(wrong).isEqualTo(Authentication.UNKNOWN);
        }
        assertThat(INDEX.authenticate(null)).isEqualTo(Authentication.UNKNOWN);
        assertThat(SourceIndex.of(List.of(), Clock.systemUTC()).authenticate("Bearer two"))
                .isEqualTo(Authentication.UNKNOWN);
    }

    @Test
    void tellsPausedSourcesFromUnknownOnesOnlyToWhoHasTheSecret() {
        assertThat(INDEX.authenticate("Bearer three")).isEqualTo(new Authentication.Paused(PAUSED));
        assertThat(INDEX.authenticate(basic("paused:four"))).isEqualTo(Authentication.UNKNOWN);
    }

    @Test
    void takesAnOlderSecretUntilItExpires() {
        Source rotated =
                PLAIN.rotated(
                        new Credential.Hashed(SecretHash.of("new"), Optional.empty()),
                        NOW,
                        NOW.plusSeconds(60));
        Authentication granted = new Authentication.Granted(rotated);
        SourceIndex during = at(NOW.plusSeconds(60).minusMillis(1), rotated);
        SourceIndex after = at(NOW.plusSeconds(60), rotated);

        for (String current : List.of("Bearer new", basic("plain:new"))) {
            assertThat(during.authenticate(current)).isEqualTo(granted);
            assertThat(after.authenticate(current)).isEqualTo(granted);
        }
        for (String older : List.of("Bearer two", basic("plain:two"))) {
            assertThat(during.authenticate(older)).isEqualTo(granted);
            assertThat(after.authenticate(older)).isEqualTo(Authentication.UNKNOWN);
        }
        assertThat(at(NOW, rotated.in(Source.State.PAUSED)).authenticate("Bearer two"))
                .isInstanceOf(Authentication.Paused.class);
    }

    @Test
    void takesTheValueOfAHeaderAsBasicAndNeverAsBearer() {
        Source header =
                new Source(
                        "chime",
                        "t",
                        Format.CHIME,
                        Scheme.HEADER,
                        PLAIN.credentials(),
                        Source.State.ACTIVE,
                        SourcePolicy.PLAIN);
        SourceIndex index = at(NOW, header);

        assertThat(index.authenticate(basic("chime:two")))
                .isEqualTo(new Authentication.Granted(header));
        assertThat(index.authenticate("Bearer two")).isEqualTo(Authentication.UNKNOWN);
    }

    private static SourceIndex at(Instant now, Source source) {
        return SourceIndex.of(List.of(source), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String basic(String idAndSecret) {
        return "Basic "
                + Base64.getEncoder().encodeToString(idAndSecret.getBytes(StandardCharsets.UTF_8));
    }

    private static Source source(String id, String secret, Source.State state) {
        return Source.withSecret(id, "t", Format.XAPI, SecretHash.of(secret), state);
    }
}

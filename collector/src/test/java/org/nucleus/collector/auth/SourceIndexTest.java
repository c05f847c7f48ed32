package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

final class SourceIndexTest {
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

    private static String basic(String idAndSecret) {
        return "Basic "
                + Base64.getEncoder().encodeToString(idAndSecret.getBytes(StandardCharsets.UTF_8));
    }

    private static Source source(String id, String secret, Source.State state) {
        return Source.withSecret(id, "t", Format.XAPI, SecretHash.of(secret), state);
    }
}

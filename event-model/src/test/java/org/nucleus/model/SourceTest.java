package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class SourceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final SourcePolicy FULL =
            new SourcePolicy(
                    Set.of("https://a.example", "http://localhost:8000"),
                    List.of("https://lms.example.org/", "urn:uuid:"),
                    250,
                    Optional.of("https://in.example.org/webhooks/bbb?x=1"),
                    Optional.of("https://keys.example.org/jwks.json"),
                    Optional.of("x-api-key"),
                    Optional.empty(),
                    true);

    @Test
    void everySchemeComesBackFromJson() {
        for (Format format : Format.values()) {
            for (Scheme scheme : Scheme.values()) {
                if (scheme.fits(format)) {
                    Source source = source(format, scheme, credentials(scheme), FULL);
                    assertThat(SourceCodec.decode(SourceCodec.encode(source))).isEqualTo(source);
                }
            }
        }
    }

    @Test
    void aSourceOfTheFirstVersionIsReadAsOneWithASecret() {
        SecretHash hash = SecretHash.of("s");
        String old =
                "{\"id\":\"lms\",\"tenant\":\"t\",\"format\":\"XAPI\",\"secretSha256\":\"%s\",\"state\":\"PAUSED\"}"
                        .formatted(hash.sha256());
        assertThat(SourceCodec.decode(old.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Source.withSecret("lms", "t", Format.XAPI, hash, Source.State.PAUSED));
    }

    @Test
    void anExpectedAuthorizationIsKeptAsHashAndGoesWithSignaturesAlone() {
        SecretHash hash = SecretHash.of("Bearer of-a-test-0001");
        SourcePolicy policy = expecting(Optional.of(hash));
        Source source = source(Format.JAAS, Scheme.HMAC, credentials(Scheme.HMAC), policy);
        byte[] kept = SourceCodec.encode(source);
        assertThat(SourceCodec.decode(kept)).isEqualTo(source);
        String text = new String(kept, StandardCharsets.UTF_8);
        String member = ",\"authorizationSha256\":\"" + hash.sha256() + "\"";
        assertThat(text).contains(member).doesNotContain("of-a-test");
        assertThat(SourceCodec.decode(text.replace(member, "").getBytes(StandardCharsets.UTF_8)))
                .as("one that was stored before there was any")
                .isEqualTo(source.under(expecting(Optional.empty())));
        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.HMAC) {
                assertThatThrownBy(
                                () -> source(format(scheme), scheme, credentials(scheme), policy))
                        .hasMessageContaining(scheme + " expects no authorization")
                        .hasMessageNotContaining(hash.sha256());
            }
        }
    }

    private static SourcePolicy expecting(Optional<SecretHash> authorization) {
        return new SourcePolicy(
                FULL.origins(),
                FULL.namespaces(),
                FULL.eventsPerSecond(),
                FULL.publicUrl(),
                FULL.jwksUrl(),
                FULL.headerName(),
                authorization,
                FULL.text());
    }

    @Test
    void aCredentialThatDoesNotFitItsSchemeIsRefused() {
        for (Scheme scheme : Scheme.values()) {
            for (Scheme other : Scheme.values()) {
                if (scheme.keeps() != other.keeps()) {
                    assertThatThrownBy(
                                    () -> source(format(scheme), scheme, credentials(other), FULL))
                            .as(scheme + " with credentials of " + other)
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Test
    void theOneInUseNeverExpiresAndAllOthersDo() {
        Credential current = hashed("a");
        Credential older = hashed("b").until(NOW);
        assertThat(with(List.of(current, older)).credentials()).containsExactly(current, older);
        assertThatThrownBy(() -> with(List.of(older))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(List.of(current, hashed("b"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(List.of(current, older, older, older, older)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFormatHasOnlySchemesItsAgentsSpeak() {
        assertThatThrownBy(() -> source(Format.XAPI, Scheme.HMAC, credentials(Scheme.HMAC), FULL))
                .hasMessageContaining("XAPI");
        assertThatThrownBy(() -> source(Format.CANVAS, Scheme.JWKS, List.of(), SourcePolicy.PLAIN))
                .hasMessageContaining("jwksUrl");
        assertThatThrownBy(() -> source(Format.XAPI, Scheme.ORIGIN, List.of(), SourcePolicy.PLAIN))
                .hasMessageContaining("origins");
    }

    @Test
    void aRotationKeepsTheOlderOnesUntilTheOverlapEndsOrTheirOwnEarlierEnd() {
        Source first = with(List.of(hashed("a")));
        Source second = first.rotated(hashed("b"), NOW, NOW.plusSeconds(60));
        assertThat(second.credentials())
                .containsExactly(hashed("b"), hashed("a").until(NOW.plusSeconds(60)));
        Source third = second.rotated(hashed("c"), NOW, NOW.plusSeconds(3600));
        assertThat(third.credentials())
                .containsExactly(
                        hashed("c"),
                        hashed("b").until(NOW.plusSeconds(3600)),
                        hashed("a").until(NOW.plusSeconds(60)));
        assertThat(third.rotated(hashed("d"), NOW, NOW).credentials())
                .as("no overlap ends all at once")
                .containsExactly(hashed("d"));
        assertThat(
                        third.rotated(hashed("d"), NOW.plusSeconds(60), NOW.plusSeconds(90))
                                .credentials())
                .as("what ended is dropped")
                .hasSize(3);
    }

    @Test
    void noMoreThanFourSecretsAreGoodAtOnce() {
        Source source = with(List.of(hashed("0")));
        for (int i = 1; i < 9; i++) {
            source = source.rotated(hashed("" + i), NOW, NOW.plus(Duration.ofDays(i)));
        }
        assertThat(source.credentials())
                .hasSize(Source.MOST_CREDENTIALS)
                .startsWith(hashed("8"))
                .endsWith(hashed("5").until(NOW.plus(Duration.ofDays(6))));
    }

    @Test
    void aPoolHasASecretForEachLabelAndRotatesEachAlone() {
        Credential second = hashed("2").labelled("two");
        Source pool = with(List.of(hashed("1"))).with(second);
        assertThat(pool.labels()).containsExactly("default", "two");
        assertThat(SourceCodec.decode(SourceCodec.encode(pool))).isEqualTo(pool);

        Source rotated =
                pool.rotated(hashed("3").labelled("two"), NOW, NOW.plusSeconds(60))
                        .rotated(hashed("4"), NOW, NOW);
        assertThat(rotated.credentials())
                .containsExactly(
                        hashed("4"),
                        hashed("3").labelled("two"),
                        second.until(NOW.plusSeconds(60)));
        assertThatThrownBy(() -> pool.with(second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretIsTakenAwayByLabelOrFingerprintButForTheLastInUse() {
        Source pool =
                with(List.of(hashed("1")))
                        .with(hashed("2").labelled("two"))
                        .rotated(hashed("3"), NOW, NOW.plusSeconds(60));

        assertThat(pool.without("default").orElseThrow().credentials())
                .containsExactly(hashed("2").labelled("two"));
        assertThat(pool.without(hashed("3").fingerprint()).orElseThrow().credentials())
                .as("one in use comes first")
                .containsExactly(
                        hashed("2").labelled("two"), hashed("1").until(NOW.plusSeconds(60)));
        assertThat(pool.without("two").orElseThrow().without(hashed("3").fingerprint())).isEmpty();
        assertThat(hashed("1").fingerprint())
                .hasSize(12)
                .isNotEqualTo(hashed("2").fingerprint())
                .isEqualTo(hashed("1").until(NOW).fingerprint());
    }

    @Test
    void aCredentialIsTakenUntilTheMomentItExpires() {
        Credential credential = hashed("a").until(NOW);
        assertThat(credential.isTakenAt(NOW.minusNanos(1))).isTrue();
        assertThat(credential.isTakenAt(NOW)).isFalse();
        assertThat(hashed("a").isTakenAt(Instant.MAX)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "http://localhost:8000", "https://[::1]:8443"})
    void knowsOriginsAsBrowsersWriteThem(String origin) {
        assertThat(SourcePolicy.isOrigin(origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://A.example",
                "https://a.example/",
                "https://a.example:443",
                "http://a.example:80",
                "https://u@a.example",
                "https://a.example?",
                "ftp://a.example",
                "a.example",
                "null",
                "*",
                ""
            })
    void knowsWhatIsNoOrigin(String text) {
        assertThat(SourcePolicy.isOrigin(text)).isFalse();
    }

    @Test
    void keysComeByTlsOrFromThisMachine() {
        assertThat(SourcePolicy.isJwksUrl("https://keys.example.org/jwks.json")).isTrue();
        assertThat(SourcePolicy.isJwksUrl("http://127.0.0.1:9000/jwks")).isTrue();
        assertThat(SourcePolicy.isJwksUrl("http://keys.example.org/jwks.json")).isFalse();
        assertThat(SourcePolicy.isJwksUrl("file:///etc/passwd")).isFalse();
        assertThat(SourcePolicy.isPublicUrl("http://proxy.example.org/webhooks/b")).isTrue();
        assertThat(SourcePolicy.isPublicUrl("https://proxy.example.org/#x")).isFalse();
    }

    @Test
    void namespacesAreBeginningsOfWholeSegmentsAndNoneMeansAll() {
        assertThat(FULL.grants("https://lms.example.org/course/1")).isTrue();
        assertThat(FULL.grants("https://lms.example.org.evil.example/")).isFalse();
        assertThat(FULL.grants("http://lms.example.org/")).isFalse();
        assertThat(SourcePolicy.PLAIN.grants("urn:x")).isTrue();
        assertThat(SourcePolicy.isNamespace("no scheme")).isFalse();
        assertThat(SourcePolicy.isNamespace("https:")).isFalse();
    }

    @Test
    void aPolicyThatCannotWorkIsRefused() {
        assertThatThrownBy(
                        () ->
                                new SourcePolicy(
                                        Set.of(),
                                        List.of(),
                                        -1,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false))
                .hasMessageContaining("eventsPerSecond");
    }

    @Test
    void theHeaderIsTheUsualOneOfTheFormatUnlessItIsNamed() {
        List<Credential> secret = credentials(Scheme.HEADER);
        assertThat(source(Format.CHIME, Scheme.HEADER, secret, SourcePolicy.PLAIN).headerName())
                .isEqualTo("x-api-key");
        assertThat(source(Format.JITSI, Scheme.HEADER, secret, SourcePolicy.PLAIN).headerName())
                .isEqualTo("Authorization");
        assertThat(source(Format.JITSI, Scheme.HEADER, secret, FULL).headerName())
                .isEqualTo("x-api-key");
    }

    private static Format format(Scheme scheme) {
        return switch (scheme) {
            case SECRET, HEADER, ORIGIN -> Format.XAPI;
            case CHECKSUM -> Format.BBB;
            case HMAC -> Format.JAAS;
            case JWKS -> Format.CANVAS;
        };
    }

    private static Credential hashed(String secret) {
        return new Credential.Hashed(SecretHash.of(secret), Optional.empty());
    }

    private static List<Credential> credentials(Scheme scheme) {
        return switch (scheme.keeps()) {
            case HASH -> List.of(hashed("a"), hashed("b").until(NOW));
            case SEALED -> {
                Credential sealed =
                        new Credential.Sealed(SealedSecret.of(new byte[40]), Optional.empty());
                yield List.of(sealed, sealed.until(NOW));
            }
            case NOTHING -> List.of();
        };
    }

    private static Source with(List<Credential> credentials) {
        return source(Format.XAPI, Scheme.SECRET, credentials, SourcePolicy.PLAIN);
    }

    private static Source source(
            Format format, Scheme scheme, List<Credential> credentials, SourcePolicy policy) {
        return new Source("lms", "t", format, scheme, credentials, Source.State.ACTIVE, policy);
    }
}

package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class IdentityTest {
    @Test
    void onlyTheDomainOfAnAddressFolds() {
        assertThat(ActorId.mbox("mailto:Ada@Example.EDU")).isEqualTo("mailto:Ada@example.edu");
    }

    @Test
    void everyKindOfIdentifierHasItsOwnForm() {
        assertThat(ActorId.mboxSha1sum("EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"))
                .isEqualTo("mbox_sha1sum:ebd31e95054c018b10727ccffd2ef2ec3a016ee9");
        assertThat(ActorId.openid("https://ada.example.org/"))
                .isEqualTo("openid:https://ada.example.org/");
        assertThat(ActorId.account("https://lms.example.edu", "u-1041"))
                .isEqualTo("account:https://lms.example.edu|u-1041");
        assertThat(ActorId.anonymous("e-1")).isEqualTo("anonymous:e-1");
    }

    @Test
    void aMadeEventIdIsANameBasedUuidOfSourceAndKey() {
        assertThat(EventId.of("lms", "k").version()).isEqualTo(5);
        assertThat(EventId.of("lms", "k").variant()).isEqualTo(2);
        assertThat(EventId.of("lms", "k"))
                .hasToString("e6c46555-7b4b-52e3-bcc5-4cc4b69636bc")
                .isEqualTo(EventId.of("lms", "k"))
                .isNotEqualTo(EventId.of("lms2", "k"))
                .isNotEqualTo(EventId.of("lms", "k2"));
    }

    @Test
    void aSecretIsKnownByItsHashAlone() {
        SecretHash hash = SecretHash.of("correct horse");
        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horse ")).isFalse();
        assertThat(hash.toString()).doesNotContain("horse");
    }

    @Test
    void idsThatCouldBreakAKeyAreRefused() {
        assertThatThrownBy(() -> new Tenant("Lake|Wood", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                Source.withSecret(
                                        FailedEvent.UNKNOWN,
                                        "t",
                                        Format.XAPI,
                                        SecretHash.of("s"),
                                        Source.State.ACTIVE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

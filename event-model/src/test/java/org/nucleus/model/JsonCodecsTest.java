package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class JsonCodecsTest {
    private static final SecretHash HASH = SecretHash.of("Tr0ub4dor");

    @Test
    void aTenantComesBack() {
        Tenant tenant = new Tenant("lake-wood", "Lakewood ☀ \"District\"");
        assertThat(TenantCodec.decode(TenantCodec.encode(tenant))).isEqualTo(tenant);
    }

    @Test
    void aSourceComesBackInEveryStateAndFormat() {
        for (Format format : Format.values()) {
            for (Source.State state : Source.State.values()) {
                Source source = Source.withSecret("lms-1", "lake-wood", format, HASH, state);
                assertThat(SourceCodec.decode(SourceCodec.encode(source))).isEqualTo(source);
            }
        }
    }

    @Test
    void aUserComesBackAndStillKnowsTheirPassword() {
        PasswordHash password = PasswordHash.of("correct horse", new SecureRandom());
        User user = new User("admin", password, Optional.of(HASH));
        User back = UserCodec.decode(UserCodec.encode(user));
        assertThat(back).isEqualTo(user);
        User withoutToken = new User("admin", password, Optional.empty());
        assertThat(UserCodec.decode(UserCodec.encode(withoutToken))).isEqualTo(withoutToken);
        assertThat(back.password().matches("correct horse")).isTrue();
        assertThat(back.password().matches("correct horsf")).isFalse();
    }

    @Test
    void aCheckpointComesBackBeforeTheFirstRecordAndAfterTheLast() {
        Instant now = Instant.parse("2026-11-21T15:00:00.123Z");
        for (Checkpoint checkpoint :
                List.of(
                        new Checkpoint(Optional.empty(), true, now),
                        new Checkpoint(Optional.of("49590338271490256608559692538"), false, now))) {
            assertThat(CheckpointCodec.decode(CheckpointCodec.encode(checkpoint)))
                    .isEqualTo(checkpoint);
        }
    }

    @Test
    void aUserWithABrokenHashIsRefused() {
        assertThatThrownBy(
                        () ->
                                UserCodec.decode(
                                        utf8(
                                                "{\"id\":\"admin\",\"password\":{\"pbkdf2Sha512\":\"ab\","
                                                    + "\"salt\":\"00000000000000000000000000000000\","
                                                    + "\"iterations\":1}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128 hex digits");
    }

    @Test
    void anUploadComesBackWithItsErrorsAndWithout() {
        Upload begun = Upload.begin("lms-1", "history", Instant.parse("2026-10-15T10:15:00.123Z"));
        assertThat(UploadCodec.decode(UploadCodec.encode(begun))).isEqualTo(begun);
        Upload later =
                new Upload(
                        "lms-1",
                        "history",
                        7,
                        true,
                        1L << 40,
                        new Upload.Mark(1L << 41, 12, Upload.Shape.AFTER_ARRAY, Long.MIN_VALUE),
                        new Upload.Counts(10, 8, 2),
                        List.of(
                                new Rejection(
                                        3,
                                        99,
                                        List.of(new Violation("/a", "x.y", "must be else")))),
                        Optional.of(new Upload.Span(3, 10, 10).with(17).with(4)),
                        Optional.empty(),
                        begun.updatedTime(),
                        UnknownMembers.NONE);
        assertThat(UploadCodec.decode(UploadCodec.encode(later))).isEqualTo(later);
        assertThat(later.failures()).contains(new Upload.Span(3, 4, 17));
        Upload refused =
                begun.refused(new Violation("", "x.y", "is too large"), begun.updatedTime());
        assertThat(UploadCodec.decode(UploadCodec.encode(refused))).isEqualTo(refused);
        assertThat(refused.over()).isTrue();
        assertThat(begun.over()).isFalse();
    }

    @Test
    void aTenantOfALaterVersionIsWrittenBackWhole() {
        String later = "{\"id\":\"a\",\"name\":\"A\",\"later\":{\"x\":[1]}}";
        assertThat(json(TenantCodec.encode(TenantCodec.decode(utf8(later))))).isEqualTo(later);
        assertThat(TenantCodec.decode(utf8(later)).toString()).doesNotContain("[1]");
    }

    @Test
    void aUserOfALaterVersionKeepsItsMembersUnderAnotherToken() {
        String later =
                """
                {"id":"ada","password":{"pbkdf2Sha512":"%s","salt":"%s","iterations":210000,"pepper":2},\
                "roles":["reader"]}\
                """
                        .formatted("00".repeat(64), "00".repeat(16));
        User changed = UserCodec.decode(utf8(later)).with(Optional.of(HASH));
        assertThat(json(UserCodec.encode(changed)))
                .contains("\"pepper\":2", "\"roles\":[\"reader\"]", HASH.sha256());
    }

    @Test
    void aSourceOfALaterVersionKeepsItsMembersThroughEveryChange() {
        Source written = Source.withSecret("lms", "t", Format.XAPI, HASH, Source.State.ACTIVE);
        String later =
                json(SourceCodec.encode(written))
                        .replace("\"policy\":{}", "\"policy\":{\"hours\":[8,16]}")
                        .replace("\"sha256\":", "\"madeBy\":\"ada\",\"sha256\":")
                        .replace("\"tenant\":", "\"label\":\"LMS\",\"tenant\":");
        Instant now = Instant.parse("2026-11-21T15:00:00Z");
        Source changed =
                SourceCodec.decode(utf8(later))
                        .in(Source.State.PAUSED)
                        .under(SourcePolicy.PLAIN)
                        .rotated(
                                new Credential.Hashed(SecretHash.of("new"), Optional.empty()),
                                now,
                                now.plusSeconds(60));

        String back = json(SourceCodec.encode(changed));
        assertThat(back)
                .contains("\"hours\":[8,16]", "\"label\":\"LMS\"", "\"state\":\"PAUSED\"")
                .containsOnlyOnce("\"madeBy\":\"ada\"");
        assertThat(back.indexOf("madeBy")).isGreaterThan(back.indexOf(HASH.sha256()));
    }

    @Test
    void uploadsAndCheckpointsOfALaterVersionKeepTheirMembers() {
        Upload begun = Upload.begin("lms-1", "history", Instant.parse("2026-10-15T10:15:00Z"));
        byte[] upload = utf8(json(UploadCodec.encode(begun)).replaceFirst("\\{", "{\"part\":7,"));
        assertThat(
                        json(
                                UploadCodec.encode(
                                        UploadCodec.decode(upload)
                                                .refused(
                                                        new Violation("", "x.y", "is too large"),
                                                        begun.updatedTime()))))
                .contains("\"part\":7");
        String checkpoint =
                "{\"finished\":false,\"updatedTime\":\"2026-10-15T10:15:00Z\",\"lag\":3}";
        assertThat(json(CheckpointCodec.encode(CheckpointCodec.decode(utf8(checkpoint)))))
                .isEqualTo(checkpoint);
    }

    @Test
    void aConstantOfALaterVersionIsNoDefectOfTheBytes() {
        byte[] failed =
                FailedEventCodec.encode(
                        new FailedEvent(
                                "f",
                                "t",
                                "s",
                                Format.XAPI,
                                "collect",
                                FailureKind.INVALID,
                                List.of(),
                                Instant.EPOCH,
                                Instant.EPOCH,
                                new byte[0]));
        assertThatThrownBy(
                        () ->
                                FailedEventCodec.decode(
                                        utf8(json(failed).replace("INVALID", "INVENTED"))))
                .isInstanceOf(LaterVersionException.class)
                .hasMessage("kind is not a FailureKind of this version");
    }

    private static String json(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void badBytesAreRefusedWithAReason() {
        assertRefused("{\"id\":\"a\"}", "name is missing");
        assertRefused("{\"id\":\"a\",\"name\":7}", "name is not a text");
        assertRefused("{\"id\":\"A\",\"name\":\"A\"}", "tenant id must be");
        assertRefused("[1]", "not a JSON object");
        assertRefused("", "not a JSON object");
        assertRefused("{\"id\":", "not JSON");
        assertThatThrownBy(
                        () ->
                                SourceCodec.decode(
                                        utf8("{\"id\":\"a\",\"tenant\":\"t\",\"format\":\"FAX\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format is not a Format of this version");
    }

    @Test
    void aFailedEventWithTextStaysReadable() {
        FailedEvent failed = failed(Format.XAPI, utf8("{\"verb\":\"käse\"}"));
        byte[] json = FailedEventCodec.encode(failed);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"payload\":\"{\\\"verb\\\":\\\"käse\\\"}\"");
        assertSame(FailedEventCodec.decode(json), failed);
    }

    @Test
    void aFailedEventWithAnyBytesComesBackBitByBit() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            FailedEvent failed = failed(random.nextBoolean() ? Format.CALIPER : null, payload);
            assertSame(FailedEventCodec.decode(FailedEventCodec.encode(failed)), failed);
        }
    }

    private static FailedEvent failed(Format format, byte[] payload) {
        return new FailedEvent(
                "f-1",
                "lake-wood",
                FailedEvent.UNKNOWN,
                format,
                format == null ? null : "e-1",
                "normalise",
                FailureKind.INVALID,
                List.of(
                        new Violation("", "a.b", "First."),
                        new Violation("/x~1y/0", "a.c", "Second.")),
                Instant.parse("2026-11-21T08:00:00.123Z"),
                Instant.parse("2026-11-21T08:00:01Z"),
                payload);
    }

    private static void assertSame(FailedEvent actual, FailedEvent expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> TenantCodec.decode(utf8(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.nucleus.collector.webhook.classy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.webhook.OneEventContract.bad;
import static org.nucleus.collector.webhook.OneEventContract.good;
import static org.nucleus.collector.webhook.OneEventContract.refused;
import static org.nucleus.collector.webhook.OneEventContract.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.webhook.OneEventContract;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.List;

final class ClassyCodecTest implements OneEventContract {
    private final ClassyCodec codec = new ClassyCodec();

    @Override
    public WebhookCodec codec() {
        return codec;
    }

    @Override
    public List<String> events() {
        return List.of(
                event("sessionCreate", "{\"title\":\"Glaciers\",\"joinCode\":\"MustVanish\"}"),
                event("message", "{\"messageId\":\"m-1\",\"text\":\"MustVanish\"}")
                        .replace("YD2", "YD3"),
                event("whiteboardOpened", "{\"settings\":[{\"join_code\":\"MustVanish\"}]}")
                        .replace("YD2", "YD4"));
    }

    @Test
    void theIdIsOfTheEventId() {
        String id = EventId.of(SOURCE, "01K7A0G1AC1ERS000000000YD2").toString();
        assertThat(good(codec, event("sessionJoin", "{}")).eventId()).isEqualTo(id);
        assertThat(good(codec, event("sessionJoin", "{}").replace("YD2", "yd2")).eventId())
                .isEqualTo(id);
        assertThat(good(codec, event("sessionJoin", "{}")).subject()).isEqualTo("cls-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"sessionId\":\"cls-1\"}','/eventId,/event,/timestamp,/actor'",
        "'{\"message\":\"hello\"}','/eventId,/event,/timestamp,/sessionId,/actor'",
        "'{}','/eventId,/event,/timestamp,/sessionId,/actor'",
    })
    void whatABrowserSendsIsRefusedWithAllThatItLacks(String body, String pointers) {
        Reading.Refused refused = refused(codec, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(String.join(",", refused.violations().stream().map(Violation::pointer).toList()))
                .isEqualTo(pointers);
    }

    @Test
    void anEnvelopeWithWrongValuesIsKeptAsFailed() {
        String wrong =
                """
                {"eventId":{},"event":"message","timestamp":"","sessionId":true,"actor":"m-7",\
                "data":"MustVanish"}\
                """;
        assertThat(bad(codec, wrong).violations().stream().map(Violation::pointer))
                .containsExactly("/eventId", "/timestamp", "/sessionId", "/actor", "/data");
        assertThat(text(bad(codec, wrong))).doesNotContain(SECRET);
    }

    @Test
    void dataMayBeMissing() {
        assertThat(good(codec, event("sessionLeave", "null")).subject()).isEqualTo("cls-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"avatarPosition", "avatar-positions", "updateAvatarPosition", "avatarMove"})
    void positionsOfAvatarsAreTakenAndForgotten(String name) {
        byte[] body = event(name, "{\"x\":1}").getBytes(StandardCharsets.UTF_8);
        assertThat(OneEventContract.read(codec, body)).isEqualTo(new Reading.Taken(List.of()));
    }

    @Test
    void otherNewsOfAvatarsStays() {
        assertThat(good(codec, event("avatarRemoved", "{}")).subject()).isEqualTo("cls-1");
    }

    @Test
    void ofAMessageSentAgainstTheContractTheLengthAndHashStay() {
        assertThat(text(good(codec, event("message", "{\"messageId\":\"m\",\"text\":\"hey\"}"))))
                .contains("\"messageId\":\"m\"", "\"text\":{\"length\":3,\"sha256\":\"")
                .doesNotContain("hey");
    }

    private static String event(String name, String data) {
        return """
        {"eventId":"01K7A0G1AC1ERS000000000YD2","event":"%s",\
        "timestamp":"2026-10-06T13:00:20.120Z","sessionId":"cls-1",\
        "actor":{"id":"m-7","name":"Mira","role":"student"},"data":%s}\
        """
                .formatted(name, data);
    }
}

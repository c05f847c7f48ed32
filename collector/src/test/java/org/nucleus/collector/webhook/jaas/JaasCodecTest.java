package org.nucleus.collector.webhook.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.webhook.OneEventContract.bad;
import static org.nucleus.collector.webhook.OneEventContract.good;
import static org.nucleus.collector.webhook.OneEventContract.refused;
import static org.nucleus.collector.webhook.OneEventContract.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.webhook.OneEventContract;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.EventId;

import java.util.List;

final class JaasCodecTest implements OneEventContract {
    private static final String PERSON =
            """
            {"moderator":"false","name":"Mira","email":"MustVanish@example.org","id":"m-7",\
            "avatar":"https://p.example.org/MustVanish.png","participantJid":"5a@8x8.vc",\
            "participantId":"5a","isBreakout":false}\
            """;
    private static final String LINK =
            """
            {"preAuthenticatedLink":"https://o.example.org/p/MustVanish/a.mp4",\
            "participants":[{"id":"MustVanish@example.org","avatar":"MustVanish"}]}\
            """;
    private static final String CALL =
            """
            {"direction":"in","nick":"MustVanish +49 (30) 555-0142","sipAddress":"MustVanish@sip",\
            "participantId":"6b"}\
            """;
    private static final String STATS =
            """
            {"5a@8x8.vc/66wb":{"time":10400,"id":"m-7","name":"Mira",\
            "email":"MustVanish@example.org"}}\
            """;
    private static final String CHUNK =
            """
            {"final":"MustVanish was said","language":"en","messageID":"1",\
            "participant":{"id":"5a","userId":"m-7","email":"MustVanish@example.org"}}\
            """;
    private static final String USAGE =
            """
            [{"deviceId":"d","email":"MustVanish@example.org","kid":"vpaas/MustVanish"}]\
            """;

    private final JaasCodec codec = new JaasCodec(false);

    @Override
    public WebhookCodec codec() {
        return codec;
    }

    @Override
    public List<String> events() {
        return List.of(
                event("PARTICIPANT_JOINED", PERSON),
                event("RECORDING_UPLOADED", LINK),
                event("DIAL_IN_STARTED", CALL),
                event("SPEAKER_STATS", STATS),
                event("TRANSCRIPTION_CHUNK_RECEIVED", CHUNK),
                event("FEEDBACK", "{\"rating\":4,\"comments\":\"MustVanish\",\"userId\":\"m-7\"}"),
                event("USAGE", USAGE),
                event("SOMETHING_NEW", PERSON));
    }

    @Test
    void theIdIsOfIdempotencyKeyAndType() {
        assertThat(good(codec, event("ROOM_CREATED", "{}")).eventId())
                .isEqualTo(EventId.of(SOURCE, "k-1|ROOM_CREATED").toString());
        assertThat(good(codec, event("ROOM_CREATED", "{}").replace("k-1", "")).eventId())
                .isNotEqualTo(
                        good(codec, event("ROOM_CREATED", "[]").replace("k-1", "")).eventId());
    }

    @Test
    void theSubjectIsTheSessionElseTheRoom() {
        String event = event("USAGE", "[]");
        assertThat(good(codec, event).subject()).isEqualTo("s-1");
        assertThat(good(codec, event.replace("sessionId", "session")).subject())
                .isEqualTo("app-1/geo2");
        assertThat(good(codec, "{\"eventType\":\"USAGE\"}").subject()).isEqualTo(SOURCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"moderator\":true}",
                "{\"moderator\":\"true\"}",
                "[]",
                "[{\"reaction\":\"clap\"}]",
                "{\"5a@8x8.vc\":{\"time\":1}}",
                "null",
                "7",
            })
    void takesDataOfAnyShape(String data) {
        assertThat(text(good(codec, event("AGGREGATED_REACTIONS", data)))).contains(data);
    }

    @Test
    void takesAnEventWithoutAppIdAndOneWithTwo() {
        String event = event("ROOM_DESTROYED", "{}");
        String without = event.replace("\"appId\":\"app-1\",", "");
        assertThat(text(good(codec, without))).doesNotContain("appId");
        assertThat(text(good(codec, event.replace("\"data\"", "\"appId\":\"app-2\",\"data\""))))
                .containsOnlyOnce("\"appId\":\"app-2\"")
                .doesNotContain("\"app-1\"");
    }

    @Test
    void refusesToProvisionRooms() {
        assertThat(refused(codec, event("SETTINGS_PROVISIONING", "{}")).status()).isEqualTo(400);
    }

    @Test
    void anEventOfNoTypeIsKeptAsFailed() {
        assertThat(bad(codec, event("", LINK)).violations().getFirst().pointer())
                .isEqualTo("/eventType");
        assertThat(text(bad(codec, event("", LINK)))).doesNotContain(SECRET);
    }

    @Test
    void ofWordsTheLengthAndHashStay() {
        assertThat(text(good(codec, event("FEEDBACK", "{\"comments\":\"h\u00e9\"}"))))
                .contains(
                        "{\"length\":2,\"sha256\":"
                            + "\"7dfbe0eab96510b11c9a2671d83019cd52953211294db5f917ffa0b7cc84f534\"}");
    }

    @Test
    void aMailAddressAsIdBecomesItsHash() {
        String first = text(good(codec, event("FEEDBACK", "{\"userId\":\"mira@EXAMPLE.org\"}")));
        String second = text(good(codec, event("FEEDBACK", "{\"userId\":\"mira@example.org\"}")));
        assertThat(first)
                .isEqualTo(second)
                .contains("\"userId\":\"mbox_sha1sum:7f8c5545dee8a3ad22c57277df73460ca91604ea\"")
                .doesNotContain("example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49 30 5550142",
                "(030) 555-0142",
                "Mira +49305550142",
                "112",
                "sip:mira@pbx.example.org",
                "tel:+49305550142",
                "\u0660\u0661\u0662\u0663\u0664\u0665",
            })
    void aNickThatIsANumberGoes(String nick) {
        assertThat(text(good(codec, event("DIAL_OUT_STARTED", "{\"nick\":\"" + nick + "\"}"))))
                .contains("\"data\":{}");
    }

    @Test
    void namesRoomsConnectionsAndAnswersStay() {
        String data =
                """
                {"nick":"Mira 2","name":"Mira","participantJid":"5a@8x8.vc",\
                "grantedTo":{"participantJid":"5b@8x8.vc"},"conference":"geo2@conference.a.8x8.vc",\
                "answers":[{"key":1,"name":"1000000","value":true}],"final":true}\
                """;
        assertThat(text(good(codec, event("POLL_ANSWER", data)))).contains(data);
    }

    private static String event(String type, String data) {
        return """
        {"idempotencyKey":"k-1","customerId":"c-1","appId":"app-1","eventType":"%s",\
        "sessionId":"s-1","timestamp":1791284460143,"fqn":"app-1/geo2","data":%s}\
        """
                .formatted(type, data);
    }
}

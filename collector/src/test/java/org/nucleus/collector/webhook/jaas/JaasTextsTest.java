package org.nucleus.collector.webhook.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.webhook.OneEventContract.good;
import static org.nucleus.collector.webhook.OneEventContract.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.webhook.OneEventContract;
import org.nucleus.collector.webhook.WebhookCodec;

import java.util.List;

/** Where a tenant wants what people wrote and said, and nothing else that is cut. */
final class JaasTextsTest implements OneEventContract {
    private static final String CHUNK =
            """
            {"final":"See https://o.example.org/a?token=MustVanish, zw\u00f6lf","language":"en",\
            "messageID":"1","participant":{"id":"5a","email":"MustVanish@example.org"}}\
            """;
    private static final String FEEDBACK =
            """
            {"rating":4,"comments":"loud","userId":"MustVanish@example.org","kid":"MustVanish"}\
            """;
    private static final String CHAT =
            """
            {"message":{"text":"at five?","email":"MustVanish@example.org",\
            "sip_address":"MustVanish@sip","nick":"MustVanish +493055501"},"avatar":"MustVanish"}\
            """;
    private static final String ADDRESSES =
            """
            {"comments":["MustVanish@example.org","tel:+4930MustVanish","sip:MustVanish@pbx"]}\
            """;
    private static final String LINK =
            """
            {"preAuthenticatedLink":"https://o.example.org/p/MustVanish/a.mp4"}\
            """;

    private final JaasCodec codec = new JaasCodec(true);

    @Override
    public WebhookCodec codec() {
        return codec;
    }

    @Override
    public List<String> events() {
        return List.of(
                event("TRANSCRIPTION_CHUNK_RECEIVED", CHUNK),
                event("FEEDBACK", FEEDBACK),
                event("CHAT_MESSAGE", CHAT),
                event("SOMETHING_NEW", ADDRESSES),
                event("RECORDING_UPLOADED", LINK));
    }

    @Test
    void wordsStayAsTheyWereSentLessWhatGivesAccess() {
        assertThat(kept("TRANSCRIPTION_CHUNK_RECEIVED", CHUNK))
                .contains("\"final\":\"See https://o.example.org/a zw\u00f6lf\"");
        assertThat(kept("FEEDBACK", FEEDBACK)).contains("\"comments\":\"loud\"");
        assertThat(kept("CHAT_MESSAGE", CHAT)).contains("\"message\":{\"text\":\"at five?\"}");
        assertThat(kept("ENDPOINT_MESSAGE", "\"hello\"")).contains("\"data\":\"hello\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mira@example.org",
                "+49 30 5550142",
                "tel:+49305550142",
                "sip:mira@pbx.example.org",
                "MAILTO:mira@example.org"
            })
    void ofWordsThatAreNothingButAnAddressTheLengthAndHashStay(String address) {
        String data = "{\"comments\":\"" + address + "\"}";
        assertThat(kept("FEEDBACK", data))
                .isEqualTo(text(good(new JaasCodec(false), event("FEEDBACK", data))))
                .contains("{\"length\":" + address.length() + ",");
    }

    @Test
    void anEventIsTheSameWhetherItsWordsAreKeptOrNot() {
        for (String event : events()) {
            assertThat(good(codec, event).eventId())
                    .isEqualTo(good(new JaasCodec(false), event).eventId());
        }
    }

    private String kept(String type, String data) {
        return text(good(codec, event(type, data)));
    }

    private static String event(String type, String data) {
        return """
        {"idempotencyKey":"k-1","appId":"app-1","eventType":"%s","sessionId":"s-1",\
        "timestamp":1791284460143,"data":%s}\
        """
                .formatted(type, data);
    }
}

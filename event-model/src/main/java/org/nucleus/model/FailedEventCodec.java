package org.nucleus.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * {@link FailedEvent} ⇄ the JSON on {@code events.failed}. The refused bytes are {@code payload}
 * where they are UTF-8, so that a person can read them, else {@code payloadBase64}; either way they
 * come back bit by bit.
 */
public final class FailedEventCodec {
    private static final String PAYLOAD = "payload";
    private static final String PAYLOAD_BASE64 = "payloadBase64";

    private FailedEventCodec() {}

    /**
     * UTF-8 JSON; times are ISO 8601 in UTC, {@code format} and {@code eventId} are absent where
     * unknown.
     */
    public static byte[] encode(FailedEvent failed) {
        ObjectNode json =
                JsonRecord.object()
                        .put("failedId", failed.failedId())
                        .put("tenant", failed.tenant())
                        .put("source", failed.source());
        if (failed.format() != null) {
            json.put("format", failed.format().name());
        }
        if (failed.eventId() != null) {
            json.put("eventId", failed.eventId());
        }
        json.put("stage", failed.stage()).put("kind", failed.kind().name());
        JsonRecord.putViolations(json, failed.violations());
        json.put("receivedTime", failed.receivedTime().toString())
                .put("failedTime", failed.failedTime().toString());
        putPayload(json, failed.payload());
        return JsonRecord.write(json);
    }

    /**
     * The failed event in {@code bytes}; unknown members pass.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static FailedEvent decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        return new FailedEvent(
                json.text("failedId"),
                json.text("tenant"),
                json.text("source"),
                json.has("format") ? json.constant(Format.class, "format") : null,
                json.has("eventId") ? json.text("eventId") : null,
                json.text("stage"),
                json.constant(FailureKind.class, "kind"),
                json.violations(),
                json.time("receivedTime"),
                json.time("failedTime"),
                payload(json));
    }

    private static void putPayload(ObjectNode json, byte[] payload) {
        try {
            json.put(
                    PAYLOAD,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(payload))
                            .toString());
        } catch (CharacterCodingException ignored) {
            json.put(PAYLOAD_BASE64, Base64.getEncoder().encodeToString(payload));
        }
    }

    private static byte[] payload(JsonRecord json) {
        return json.has(PAYLOAD_BASE64)
                ? Base64.getDecoder().decode(json.text(PAYLOAD_BASE64))
                : json.text(PAYLOAD).getBytes(StandardCharsets.UTF_8);
    }
}

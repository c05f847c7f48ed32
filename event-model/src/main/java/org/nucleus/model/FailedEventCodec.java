package org.nucleus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * {@link FailedEvent} ⇄ the JSON on {@code events.failed}. The refused bytes are {@code payload}
 * where they are UTF-8, so that a person can read them, else {@code payloadBase64}; either way they
 * come back bit by bit.
 */
public final class FailedEventCodec {
    private static final String PAYLOAD = "payload";
    private static final String PAYLOAD_BASE64 = "payloadBase64";

    private FailedEventCodec() {}

    /** UTF-8 JSON; times are ISO 8601 in UTC, {@code format} is absent where unknown. */
    public static byte[] encode(FailedEvent failed) {
        ObjectNode json =
                JsonRecord.object()
                        .put("failedId", failed.failedId())
                        .put("tenant", failed.tenant())
                        .put("source", failed.source());
        if (failed.format() != null) {
            json.put("format", failed.format().name());
        }
        json.put("stage", failed.stage()).put("kind", failed.kind().name());
        ArrayNode violations = json.putArray("violations");
        for (Violation violation : failed.violations()) {
            violations
                    .addObject()
                    .put("pointer", violation.pointer())
                    .put("rule", violation.rule())
                    .put("message", violation.message());
        }
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
                json.text("stage"),
                json.constant(FailureKind.class, "kind"),
                violations(json),
                json.time("receivedTime"),
                json.time("failedTime"),
                payload(json));
    }

    private static List<Violation> violations(JsonRecord json) {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode node : json.member("violations")) {
            JsonRecord violation = new JsonRecord(node);
            violations.add(
                    new Violation(
                            violation.text("pointer"),
                            violation.text("rule"),
                            violation.text("message")));
        }
        return violations;
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

package org.nucleus.exporter.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.iceberg.data.Record;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Violation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A {@link FailedEvent} flattened into a row of {@link LakeTable#FAILED_EVENTS}. */
final class FailedEventRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailedEventRow() {}

    static void fill(Record row, byte[] value) {
        FailedEvent failed = FailedEventCodec.decode(value);
        row.setField("failed_id", failed.failedId());
        row.setField("tenant", failed.tenant());
        row.setField("source", failed.source());
        row.setField("format", failed.format() == null ? null : failed.format().name());
        row.setField("event_id", failed.eventId());
        row.setField("stage", failed.stage());
        row.setField("kind", failed.kind().name());
        row.setField("violations", json(failed.violations()));
        row.setField("received_time", LakeRows.utc(failed.receivedTime()));
        row.setField("failed_time", LakeRows.utc(failed.failedTime()));
        try {
            row.setField(
                    "payload",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(failed.payload()))
                            .toString());
        } catch (CharacterCodingException ignored) {
            row.setField("payload_base64", Base64.getEncoder().encodeToString(failed.payload()));
        }
    }

    private static String json(List<Violation> violations) {
        try {
            return JSON.writeValueAsString(violations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("violations are plain text", e);
        }
    }
}

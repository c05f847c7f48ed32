package org.nucleus.exporter.lake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Tenant;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A record of the log that is no row of any table, as what it becomes instead. */
final class Undecodable {
    private static final String STAGE = "export";

    private Undecodable() {}

    static FailedEvent failedEvent(ConsumerRecord<byte[], byte[]> record, Instant now) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return new FailedEvent(
                FailedEvent.idOf(STAGE, place, payload),
                tenant(record.key()),
                FailedEvent.UNKNOWN,
                null,
                STAGE,
                FailureKind.INTERNAL,
                List.of(
                        new Violation(
                                "", "export.record", "The record at " + place + " has no row.")),
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                now,
                payload);
    }

    private static String tenant(byte[] key) {
        if (key == null) {
            return FailedEvent.UNKNOWN;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        int end = text.indexOf('|');
        String id = end < 0 ? text : text.substring(0, end);
        try {
            return new Tenant(id, id).id();
        } catch (IllegalArgumentException notOurs) {
            return FailedEvent.UNKNOWN;
        }
    }
}

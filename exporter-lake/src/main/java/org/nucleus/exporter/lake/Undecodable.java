package org.nucleus.exporter.lake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Tenant;
import org.nucleus.model.Topic;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A record of the log that is no row of any table, as what it becomes instead. */
final class Undecodable {
    private static final String STAGE = "export";

    private Undecodable() {}

    /** With all that can be read of the record: of an event that has no row, all but the row. */
    static FailedEvent failedEvent(ConsumerRecord<byte[], byte[]> record, Instant now) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        Optional<Event> event = event(record);
        return new FailedEvent(
                FailedEvent.idOf(STAGE, place, payload),
                tenant(record.key()),
                event.map(known -> known.provenance().source()).orElse(FailedEvent.UNKNOWN),
                event.map(known -> known.provenance().format()).orElse(null),
                event.map(Event::id).orElse(null),
                STAGE,
                FailureKind.INTERNAL,
                List.of(
                        new Violation(
                                "", "export.record", "The record at " + place + " has no row.")),
                Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                now,
                event.map(known -> known.payload().getBytes(StandardCharsets.UTF_8))
                        .orElse(payload));
    }

    private static Optional<Event> event(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || !record.topic().equals(Topic.EVENTS_ENRICHED.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventCodec.decode(record.value()));
        } catch (IllegalArgumentException notAnEvent) {
            return Optional.empty();
        }
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

package org.nucleus.collector.http;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;
import org.nucleus.runtime.kafka.FailedEvents;

import java.time.Instant;
import java.util.List;

/**
 * What the door refuses of authentic requests, as records of {@code events.failed}; the same bytes
 * refused again are the same failure.
 */
final class FailedRecords {
    private FailedRecords() {}

    static ProducerRecord<byte[], byte[]> of(
            Source source, Instant now, List<Violation> violations, byte[] payload) {
        return FailedEvents.toRecord(
                new FailedEvent(
                        FailedEvent.idOf(SourceMeters.STAGE, source.id(), payload),
                        source.tenant(),
                        source.id(),
                        source.format(),
                        SourceMeters.STAGE,
                        FailureKind.INVALID,
                        violations,
                        now,
                        now,
                        payload));
    }
}

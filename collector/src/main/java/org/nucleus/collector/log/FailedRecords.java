package org.nucleus.collector.log;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;
import org.nucleus.runtime.kafka.FailedEvents;

import java.time.Instant;
import java.util.List;

/**
 * What the collector refuses of authentic requests and messages, as records of {@code
 * events.failed}; the same bytes refused again are the same failure.
 */
public final class FailedRecords {
    /** The collector's name among the stages. */
    public static final String STAGE = "collect";

    private FailedRecords() {}

    /** The record of bytes that break rules. */
    public static ProducerRecord<byte[], byte[]> of(
            Source source, Instant now, List<Violation> violations, byte[] payload) {
        return FailedEvents.toRecord(
                event(idOf(source, payload), source, now, violations, payload));
    }

    /** Id of the failure of those bytes. */
    public static String idOf(Source source, byte[] payload) {
        return FailedEvent.idOf(STAGE, source.id(), payload);
    }

    /** The failure under an id of the caller's, whose payload may be less than what was sent. */
    public static FailedEvent event(
            String id, Source source, Instant now, List<Violation> violations, byte[] payload) {
        return new FailedEvent(
                id,
                source.tenant(),
                source.id(),
                source.format(),
                STAGE,
                FailureKind.INVALID,
                violations,
                now,
                now,
                payload);
    }
}

package org.nucleus.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * One event as it was sent: the value of {@code events.received} is {@code payload}, everything
 * else travels in its key and its headers.
 *
 * @param tenant whose event it is, from the source's credential
 * @param source the registered way in
 * @param format what the payload is
 * @param formatVersion the version the sender declared, e.g. {@code 1.0.3}, {@code v1p2}
 * @param receivedTime when the collector logged it, millisecond precision
 * @param eventId the id by which it is deduplicated within its tenant
 * @param subject whom or what it is about: meeting id for meeting events, else the actor's
 *     canonical id; orders the log
 * @param payload the bytes as sent, less credentials and secrets
 * @param warnings what was wrong with it though it was kept; pointers are seen from the payload
 */
public record ReceivedEvent(
        String tenant,
        String source,
        Format format,
        String formatVersion,
        Instant receivedTime,
        String eventId,
        String subject,
        byte[] payload,
        List<Violation> warnings) {
    public ReceivedEvent {
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(formatVersion, "formatVersion is null");
        Objects.requireNonNull(receivedTime, "receivedTime is null");
        Objects.requireNonNull(eventId, "eventId is null");
        Objects.requireNonNull(subject, "subject is null");
        Objects.requireNonNull(payload, "payload is null");
        receivedTime = receivedTime.truncatedTo(ChronoUnit.MILLIS);
        warnings = List.copyOf(warnings);
    }

    /** An event without warnings. */
    public ReceivedEvent(
            String tenant,
            String source,
            Format format,
            String formatVersion,
            Instant receivedTime,
            String eventId,
            String subject,
            byte[] payload) {
        this(
                tenant,
                source,
                format,
                formatVersion,
                receivedTime,
                eventId,
                subject,
                payload,
                List.of());
    }
}

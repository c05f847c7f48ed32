package org.nucleus.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What a stage refused, whole: the value of {@code events.failed}.
 *
 * @param failedId names this failure, see {@link #idOf}
 * @param tenant whose event it is, or {@link #UNKNOWN}
 * @param source the registered way in, or {@link #UNKNOWN}
 * @param format what the payload should have been, or null where not even that is known
 * @param eventId the id that the event has or would have had, or null where it was refused before
 *     it had one
 * @param stage the refusing stage: {@code collect}, {@code normalise}, {@code deduplicate}, {@code
 *     export}
 * @param kind why
 * @param violations every broken rule, in document order
 * @param receivedTime when the node logged the event, millisecond precision
 * @param failedTime when the stage refused it, millisecond precision; stages of a stream take the
 *     record's time, so that a replay gives the same
 * @param payload the bytes as received, less secrets
 */
public record FailedEvent(
        String failedId,
        String tenant,
        String source,
        Format format,
        String eventId,
        String stage,
        FailureKind kind,
        List<Violation> violations,
        Instant receivedTime,
        Instant failedTime,
        byte[] payload) {
    /** Stands for a tenant or source that nobody could tell; no tenant or source has this id. */
    public static final String UNKNOWN = "_unknown";

    public FailedEvent {
        Objects.requireNonNull(failedId, "failedId is null");
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(stage, "stage is null");
        Objects.requireNonNull(kind, "kind is null");
        violations = List.copyOf(violations);
        Objects.requireNonNull(receivedTime, "receivedTime is null");
        Objects.requireNonNull(failedTime, "failedTime is null");
        Objects.requireNonNull(payload, "payload is null");
        receivedTime = receivedTime.truncatedTo(ChronoUnit.MILLIS);
        failedTime = failedTime.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Of an event that was refused before it had an id. */
    public FailedEvent(
            String failedId,
            String tenant,
            String source,
            Format format,
            String stage,
            FailureKind kind,
            List<Violation> violations,
            Instant receivedTime,
            Instant failedTime,
            byte[] payload) {
        this(
                failedId,
                tenant,
                source,
                format,
                null,
                stage,
                kind,
                violations,
                receivedTime,
                failedTime,
                payload);
    }

    /**
     * The {@code failedId} of bytes of a source refused by a stage: the same for the same input.
     */
    public static String idOf(String stage, String source, byte[] payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(payload);
            return EventId.of(source, stage + "|" + HexFormat.of().formatHex(digest)).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

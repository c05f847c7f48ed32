package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A statement that breaks no rule, ready for the log.
 *
 * @param id the client's, or the one assigned
 * @param subject canonical id of its actor, which orders the log
 * @param attachments what it declares, its sub-statement's included
 * @param bytes from the opening to the closing brace, as sent
 */
public record AcceptedStatement(
        UUID id, String subject, List<Attachment> attachments, Slice bytes) {
    public AcceptedStatement {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(subject, "subject is null");
        attachments = List.copyOf(attachments);
        Objects.requireNonNull(bytes, "bytes is null");
    }
}

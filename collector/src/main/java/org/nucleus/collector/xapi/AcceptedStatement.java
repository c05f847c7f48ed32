package org.nucleus.collector.xapi;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A statement that breaks no rule, ready for the log once its time and authority are known.
 *
 * @param id the client's, or the one assigned
 * @param subject canonical id of its actor, which orders the log
 * @param attachments what it declares, its sub-statement's included
 * @param splice how its stored form is made
 */
public record AcceptedStatement(
        UUID id, String subject, List<Attachment> attachments, Splice splice) {
    public AcceptedStatement {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(subject, "subject is null");
        attachments = List.copyOf(attachments);
        Objects.requireNonNull(splice, "splice is null");
    }

    /**
     * The JSON to log: the client's bytes, its {@code stored} and {@code authority} replaced,
     * {@code id}, {@code timestamp} and {@code version} put in if it gave none (xAPI 1.0.3 Data
     * 2.4.7 to 2.4.10). An id given in upper case stays so here.
     */
    public byte[] stored(Stamp stamp) {
        return splice.stored(stamp);
    }
}

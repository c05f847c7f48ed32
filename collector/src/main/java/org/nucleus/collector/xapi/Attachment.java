package org.nucleus.collector.xapi;

import java.util.Objects;

/**
 * An attachment as a statement declares it (xAPI 1.0.3 Data 2.4.11); its bytes come in a part of
 * their own or stay where {@code fileUrl} points.
 *
 * @param pointer JSON pointer of the declaration in the request's JSON
 * @param usageType IRI of what it is for
 * @param contentType media type of its bytes
 * @param length number of its bytes
 * @param sha2 hash of its bytes, hexadecimal, lower case
 * @param located whether it has a {@code fileUrl}
 */
public record Attachment(
        String pointer,
        String usageType,
        String contentType,
        long length,
        String sha2,
        boolean located) {
    static final String SIGNATURE = "http://adlnet.gov/expapi/attachments/signature";

    public Attachment {
        Objects.requireNonNull(pointer, "pointer is null");
        Objects.requireNonNull(usageType, "usageType is null");
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(sha2, "sha2 is null");
    }

    /** The same of another length. */
    Attachment ofLength(long other) {
        return new Attachment(pointer, usageType, contentType, other, sha2, located);
    }

    /** Whether its bytes are a signature over the statement (Data 2.6). */
    boolean signature() {
        return usageType.equals(SIGNATURE);
    }
}

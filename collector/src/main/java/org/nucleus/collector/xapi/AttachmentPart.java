package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.util.Objects;

/**
 * The bytes of an attachment that came with its statement.
 *
 * @param sha2 their hash, hexadecimal, lower case; as declared
 * @param contentType as the part's header says, or ""
 * @param bytes the part's content
 */
public record AttachmentPart(String sha2, String contentType, Slice bytes) {
    public AttachmentPart {
        Objects.requireNonNull(sha2, "sha2 is null");
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(bytes, "bytes is null");
    }
}

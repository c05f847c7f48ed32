package org.nucleus.collector.bulk;

import org.nucleus.model.Upload;

import java.util.Objects;

/**
 * What came of one body.
 *
 * @param end how its reading ended
 * @param upload how far the upload is settled now
 */
public record Received(End end, Upload upload) {
    public Received {
        Objects.requireNonNull(end, "end is null");
        Objects.requireNonNull(upload, "upload is null");
    }
}

package org.nucleus.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one shard of a stream that is pulled is on the log: the value of {@code ops.checkpoints}.
 *
 * @param position the stream's own name of the last record that is on the log; empty before the
 *     first one
 * @param finished whether nothing will ever follow: the shard was closed and is read to its end
 * @param updatedTime of the last change, millisecond precision
 * @param unknown kept for the later version that wrote them
 */
public record Checkpoint(
        Optional<String> position, boolean finished, Instant updatedTime, UnknownMembers unknown) {
    public Checkpoint {
        Objects.requireNonNull(position, "position is null");
        updatedTime = updatedTime.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** One as this version makes it. */
    public Checkpoint(Optional<String> position, boolean finished, Instant updatedTime) {
        this(position, finished, updatedTime, UnknownMembers.NONE);
    }

    /**
     * Record key.
     *
     * @param pull name of what pulls
     * @param stream name of the stream
     * @param shard of the stream
     */
    public static String key(String pull, String stream, String shard) {
        return pull + "|" + stream + "|" + shard;
    }
}

package org.nucleus.runtime.sink;

import java.time.Duration;
import java.util.Objects;

/**
 * When a sink's batch is committed: as soon as one of the three is reached.
 *
 * @param commitInterval since the batch's first record was written
 * @param commitRows records in the batch
 * @param commitBytes keys and values in the batch
 */
public record SinkSettings(Duration commitInterval, int commitRows, long commitBytes) {
    public SinkSettings {
        Objects.requireNonNull(commitInterval, "commitInterval is null");
        if (!commitInterval.isPositive() || commitRows < 1 || commitBytes < 1) {
            throw new IllegalArgumentException(
                    "commitInterval, commitRows and commitBytes must be positive");
        }
    }
}

package org.nucleus.runtime.kafka;

import java.util.Objects;

/**
 * A value of a compacted topic with its revision.
 *
 * @param revision the offset of the record that holds it: greater than that of any earlier value of
 *     its key
 */
public record Versioned<V>(V value, long revision) {
    public Versioned {
        Objects.requireNonNull(value, "value is null");
    }
}

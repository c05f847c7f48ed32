package org.nucleus.runtime.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a consumer group has still to process of a topic, over all of its copies.
 *
 * @param records on the log and not processed, by partition; every partition of the topic is here
 * @param oldest when the oldest of them was appended
 */
record Backlog(Map<Integer, Long> records, Optional<Instant> oldest) {
    /** Nothing waits, as far as anybody has looked. */
    static final Backlog NONE = new Backlog(Map.of(), Optional.empty());

    public Backlog {
        records = Map.copyOf(records);
    }

    /** The partitions in which something waits, in order. */
    List<Integer> waitingPartitions() {
        return records.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The records of all partitions. */
    long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }
}

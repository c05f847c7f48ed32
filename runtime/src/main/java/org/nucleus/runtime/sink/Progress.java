package org.nucleus.runtime.sink;

import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.kafka.LogIdentity;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a log is stored, and how to recognise that log: what a {@link Sink} keeps with its rows.
 * Only {@code next} means something to a sink; the rest it gives back as it got it.
 *
 * @param log the offsets count on; empty where it was never stored
 * @param next for each partition the next offset to read
 * @param marks for each partition {@link RecordMark} of the record before {@code next}; a partition
 *     may have none
 */
public record Progress(
        Optional<LogIdentity> log,
        Map<TopicPartition, Long> next,
        Map<TopicPartition, Integer> marks) {
    /** Nothing is stored, of no log. */
    public static final Progress NONE = new Progress(Optional.empty(), Map.of(), Map.of());

    public Progress {
        Objects.requireNonNull(log, "log is null");
        next = Map.copyOf(next);
        marks = Map.copyOf(marks);
    }

    /** Offsets of a log that nothing else is known of. */
    public static Progress of(Map<TopicPartition, Long> next) {
        return new Progress(Optional.empty(), next, Map.of());
    }

    /** This one, and for the partitions of {@code later} what that says; its log is the later's. */
    public Progress with(Progress later) {
        Map<TopicPartition, Long> offsets = new HashMap<>(next);
        offsets.putAll(later.next);
        Map<TopicPartition, Integer> known = new HashMap<>(marks);
        known.keySet().removeAll(later.next.keySet());
        known.putAll(later.marks);
        return new Progress(later.log.or(() -> log), offsets, known);
    }

    /** This one without other partitions. */
    public Progress only(Iterable<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, Integer> known = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (next.containsKey(partition)) {
                offsets.put(partition, next.get(partition));
            }
            if (marks.containsKey(partition)) {
                known.put(partition, marks.get(partition));
            }
        }
        return new Progress(log, offsets, known);
    }
}

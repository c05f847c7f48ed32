package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.runtime.kafka.LogIdentity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written to a sink since its last commit; only the worker's thread touches it. */
final class Batch {
    private final SinkSettings settings;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Integer> marks = new HashMap<>();
    private final List<FailedEvent> rejected = new ArrayList<>();
    private long rows;
    private long bytes;
    private long begunAt;

    Batch(SinkSettings settings) {
        this.settings = settings;
    }

    void add(
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            List<FailedEvent> refused,
            long now) {
        if (records.isEmpty()) {
            return;
        }
        if (isEmpty()) {
            begunAt = now;
        }
        next.put(partition, records.getLast().offset() + 1);
        marks.put(partition, RecordMark.of(records.getLast()));
        rejected.addAll(refused);
        rows += records.size();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedKeySize());
            bytes += Math.max(0, record.serializedValueSize());
        }
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    long rows() {
        return rows;
    }

    /** How far the log is with this batch, of the written partitions. */
    Progress next(LogIdentity log) {
        return new Progress(Optional.of(log), next, marks);
    }

    List<FailedEvent> rejected() {
        return List.copyOf(rejected);
    }

    /** How long until this batch is due, zero when it is; {@code most} where it is empty. */
    Duration dueIn(long now, Duration most) {
        if (isEmpty()) {
            return most;
        }
        if (rows >= settings.commitRows() || bytes >= settings.commitBytes()) {
            return Duration.ZERO;
        }
        long left = settings.commitInterval().toNanos() - (now - begunAt);
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(Math.min(left, most.toNanos()));
    }

    void clear() {
        next.clear();
        marks.clear();
        rejected.clear();
        rows = 0;
        bytes = 0;
    }
}

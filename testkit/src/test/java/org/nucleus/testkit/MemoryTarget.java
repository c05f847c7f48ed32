package org.nucleus.testkit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.runtime.sink.StaleOwnerException;
import org.nucleus.runtime.sink.UpgradeDueException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A table in memory with offsets beside the rows: the smallest target that keeps the contract. */
public final class MemoryTarget {
    /** Values that begin like this can never be stored. */
    public static final String UNSTORABLE = "unstorable";

    /** Values that begin like this are of a later version. */
    public static final String LATER = "later";

    private final List<String> rows = new ArrayList<>();
    private Progress stored = Progress.NONE;

    public Sink newSink() {
        return new MemorySink();
    }

    public synchronized List<String> rows() {
        return List.copyOf(rows);
    }

    private synchronized Progress stored(Set<TopicPartition> partitions) {
        return stored.only(partitions);
    }

    private synchronized void store(
            List<String> batch, Map<TopicPartition, Long> since, Progress next) {
        next.next()
                .keySet()
                .forEach(
                        partition -> {
                            Long offset = stored.next().get(partition);
                            if (offset != null && !offset.equals(since.get(partition))) {
                                throw new StaleOwnerException(partition + " is at " + offset);
                            }
                        });
        rows.addAll(batch);
        stored = stored.with(next);
    }

    private final class MemorySink implements Sink {
        private final Map<TopicPartition, List<String>> written = new ConcurrentHashMap<>();
        private final Map<TopicPartition, Long> since = new HashMap<>();

        @Override
        public Progress open(Set<TopicPartition> assigned) {
            written.clear();
            since.clear();
            Progress known = stored(assigned);
            since.putAll(known.next());
            return known;
        }

        @Override
        public List<FailedEvent> write(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (new String(record.value(), StandardCharsets.UTF_8).startsWith(LATER)) {
                    throw new UpgradeDueException(record.offset(), "schema 2 is not known");
                }
            }
            List<FailedEvent> refused = new ArrayList<>();
            List<String> ids = written.computeIfAbsent(partition, ignored -> new ArrayList<>());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String id = new String(record.value(), StandardCharsets.UTF_8);
                if (id.startsWith(UNSTORABLE)) {
                    refused.add(Events.failedEvent(id));
                } else {
                    ids.add(id);
                }
            }
            return refused;
        }

        @Override
        public void commit(Progress next) {
            store(written.values().stream().flatMap(List::stream).toList(), since, next);
            written.clear();
            since.putAll(next.next());
        }

        @Override
        public void discard() {
            written.clear();
        }

        @Override
        public String rewindCommand() {
            return "rewind";
        }

        @Override
        public void close() {
            written.clear();
        }
    }
}

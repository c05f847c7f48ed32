package org.nucleus.testkit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.runtime.sink.StaleOwnerException;

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

    private final List<String> rows = new ArrayList<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    public Sink newSink() {
        return new MemorySink();
    }

    public synchronized List<String> rows() {
        return List.copyOf(rows);
    }

    private synchronized Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> known = new HashMap<>(offsets);
        known.keySet().retainAll(partitions);
        return known;
    }

    private synchronized void store(
            List<String> batch, Map<TopicPartition, Long> since, Map<TopicPartition, Long> next) {
        next.keySet()
                .forEach(
                        partition -> {
                            Long stored = offsets.get(partition);
                            if (stored != null && !stored.equals(since.get(partition))) {
                                throw new StaleOwnerException(partition + " is at " + stored);
                            }
                        });
        rows.addAll(batch);
        offsets.putAll(next);
    }

    private final class MemorySink implements Sink {
        private final Map<TopicPartition, List<String>> written = new ConcurrentHashMap<>();
        private final Map<TopicPartition, Long> since = new HashMap<>();

        @Override
        public Map<TopicPartition, Long> open(Set<TopicPartition> assigned) {
            written.clear();
            since.clear();
            since.putAll(offsets(assigned));
            return Map.copyOf(since);
        }

        @Override
        public List<FailedEvent> write(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
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
        public void commit(Map<TopicPartition, Long> next) {
            store(written.values().stream().flatMap(List::stream).toList(), since, next);
            written.clear();
            since.putAll(next);
        }

        @Override
        public void discard() {
            written.clear();
        }

        @Override
        public void close() {
            written.clear();
        }
    }
}

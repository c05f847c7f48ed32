package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The entries of a {@link TopicView}: changed in place, so that a record costs the same however
 * many entries there are. One thread applies records, any may read.
 */
final class ViewEntries<V> {
    private static final Logger log = LoggerFactory.getLogger(ViewEntries.class);

    private final Function<ConsumerRecord<byte[], byte[]>, V> decoder;
    private final Map<String, V> entries = new ConcurrentHashMap<>();
    private final Map<String, V> readable = Collections.unmodifiableMap(entries);
    private final ReentrantLock changing = new ReentrantLock();
    private final Condition moved = changing.newCondition();
    private final Map<Integer, Long> next = new HashMap<>();
    private final List<Consumer<Map<String, V>>> listeners = new ArrayList<>();

    ViewEntries(Function<ConsumerRecord<byte[], byte[]>, V> decoder) {
        this.decoder = decoder;
    }

    Map<String, V> readable() {
        return readable;
    }

    void onChange(Consumer<Map<String, V>> listener) {
        changing.lock();
        try {
            listeners.add(listener);
            listener.accept(Map.copyOf(entries));
        } finally {
            changing.unlock();
        }
    }

    boolean awaits(int partition, long offset, Duration within) {
        long left = within.toNanos();
        changing.lock();
        try {
            while (next.getOrDefault(partition, 0L) <= offset) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            changing.unlock();
        }
    }

    void apply(ConsumerRecords<byte[], byte[]> records) {
        changing.lock();
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                apply(record);
                next.put(record.partition(), record.offset() + 1);
            }
            if (!listeners.isEmpty()) {
                Map<String, V> now = Map.copyOf(entries);
                listeners.forEach(listener -> inform(listener, now));
            }
            moved.signalAll();
        } finally {
            changing.unlock();
        }
    }

    /** The next record of a partition is at this place: also what has no entry is passed over. */
    void reached(int partition, long position) {
        changing.lock();
        try {
            if (next.getOrDefault(partition, 0L) < position) {
                next.put(partition, position);
                moved.signalAll();
            }
        } finally {
            changing.unlock();
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                entries.remove(key);
            } else {
                entries.put(key, decoder.apply(record));
            }
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("Entry cannot be decoded and is skipped");
        }
    }

    private static <V> void inform(Consumer<Map<String, V>> listener, Map<String, V> now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Listener failed");
        }
    }
}

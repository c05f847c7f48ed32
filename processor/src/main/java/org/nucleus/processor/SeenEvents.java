package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Which events were seen within the window, by record time, and what was in them. On a window
 * store, because its segments expire as a whole; entries are put under the start of a bucket of
 * half a window, so that looking one up is a few point reads instead of a range scan.
 */
final class SeenEvents {
    private static final int BUCKETS_A_WINDOW = 2;
    private static final int WINDOWS_KEPT = 2;

    private final WindowStore<String, byte[]> store;
    private final long window;
    private final long bucket;

    SeenEvents(WindowStore<String, byte[]> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
        this.bucket = bucketOf(window).toMillis();
    }

    /** The store this needs; it is rebuilt from its changelog wherever the partition goes. */
    static StoreBuilder<WindowStore<String, byte[]>> builder(String name, Duration window) {
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(
                        name, window.multipliedBy(WINDOWS_KEPT), bucketOf(window), false),
                Serdes.String(),
                Serdes.ByteArray());
    }

    /**
     * The content hash the event was remembered with, if it was within the window around {@code
     * time}.
     */
    OptionalLong content(String key, long time) {
        long newest = start(time) + bucket;
        for (long start = newest; start + bucket > time - window; start -= bucket) {
            byte[] value = store.fetch(key, start);
            if (value != null) {
                ByteBuffer entry = ByteBuffer.wrap(value);
                return Math.abs(time - entry.getLong()) <= window
                        ? OptionalLong.of(entry.getLong())
                        : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    void remember(String key, long time, long content) {
        byte[] entry = ByteBuffer.allocate(2 * Long.BYTES).putLong(time).putLong(content).array();
        store.put(key, entry, start(time));
    }

    private long start(long time) {
        return Math.floorDiv(time, bucket) * bucket;
    }

    private static Duration bucketOf(Duration window) {
        return window.dividedBy(BUCKETS_A_WINDOW);
    }
}

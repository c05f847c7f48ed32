package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.nucleus.processor.normalise.Outcome;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Which events were seen within the window, by record time, and what was in them. On a window
 * store, because its segments expire as a whole; entries are put under the start of a bucket of
 * half a window, so that looking one up is a few point reads instead of a range scan.
 */
final class SeenEvents {
    private static final int BUCKETS_A_WINDOW = 2;
    private static final int WINDOWS_KEPT = 2;

    /**
     * Which definition of equal content the hashes are made by; another number whenever the same
     * event may hash otherwise. Entries of the first were a byte shorter and named none.
     */
    private static final byte DEFINITION = 2;

    private static final int CONTENT_AT = Long.BYTES;
    private static final int DEFINITION_AT = 2 * Long.BYTES;
    private static final int BYTES = DEFINITION_AT + 1;

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

    /** What is known of an event. */
    enum Known {
        /** Nothing within the window. */
        NEW,
        /** It said the same. */
        SAME,
        /** It said something else. */
        OTHER,
        /**
         * It was remembered under another definition of what it says, so nobody can tell. What is
         * sent again nearly always is the same.
         */
        UNCOMPARABLE
    }

    /**
     * How what is said now compares with what was remembered within the window around {@code time}.
     */
    Known compare(String key, long time, long content) {
        long newest = start(time) + bucket;
        for (long start = newest; start + bucket > time - window; start -= bucket) {
            byte[] value = store.fetch(key, start);
            if (value != null) {
                return Math.abs(time - ByteBuffer.wrap(value).getLong()) <= window
                        ? compare(ByteBuffer.wrap(value), content)
                        : Known.NEW;
            }
        }
        return Known.NEW;
    }

    private static Known compare(ByteBuffer entry, long content) {
        boolean comparable = entry.capacity() == BYTES && entry.get(DEFINITION_AT) == DEFINITION;
        if (!comparable) {
            return Known.UNCOMPARABLE;
        }
        long known = entry.getLong(CONTENT_AT);
        return known == content || known == Outcome.SAID_BY_ID || content == Outcome.SAID_BY_ID
                ? Known.SAME
                : Known.OTHER;
    }

    void remember(String key, long time, long content) {
        byte[] entry =
                ByteBuffer.allocate(BYTES).putLong(time).putLong(content).put(DEFINITION).array();
        store.put(key, entry, start(time));
    }

    private long start(long time) {
        return Math.floorDiv(time, bucket) * bucket;
    }

    private static Duration bucketOf(Duration window) {
        return window.dividedBy(BUCKETS_A_WINDOW);
    }
}

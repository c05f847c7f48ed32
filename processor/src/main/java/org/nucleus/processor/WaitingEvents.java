package org.nucleus.processor;

import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.nucleus.model.Event;
import org.nucleus.runtime.kafka.Clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Events of one task that wait, by what they wait for, in the order received. The wait is by this
 * machine's clock; what waited before this process began waits anew, since what it waits for may be
 * yet to be read.
 */
final class WaitingEvents {
    private static final String SEPARATOR = "\0";

    private final KeyValueStore<String, byte[]> store;
    private final ProcessorContext<?, ?> context;
    private final Duration wait;
    private final long started;

    WaitingEvents(
            KeyValueStore<String, byte[]> store, ProcessorContext<?, ?> context, Duration wait) {
        this.store = store;
        this.context = context;
        this.wait = wait;
        this.started = context.currentSystemTimeMs();
    }

    /** The store this needs; its changelog takes whatever a stage lets through. */
    static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(
                        Map.of(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(Clients.MAX_RECORD_BYTES)));
    }

    /** Whether the event waits from now on; false where it is too large to be kept. */
    boolean add(String key, Record<byte[], ?> record, Event event) {
        String own = key + SEPARATOR + position();
        byte[] bytes = new Waiting(context.currentSystemTimeMs(), record, event).encode();
        if (bytes.length + 3 * own.length() > NormaliseStage.MOST_BYTES) {
            return false;
        }
        store.put(own, bytes);
        return true;
    }

    /** Shows all that wait for {@code key}; those for which {@code goesOn} holds wait no longer. */
    void release(String key, Predicate<Waiting> goesOn) {
        for (KeyValue<String, byte[]> entry :
                listed(store.prefixScan(key + SEPARATOR, new StringSerializer()))) {
            if (goesOn.test(Waiting.decode(entry.value))) {
                store.delete(entry.key);
            }
        }
    }

    /** Those that have waited long enough. */
    void giveUp(long now, Consumer<Waiting> unresolved) {
        for (KeyValue<String, byte[]> entry : listed(store.all())) {
            if (now - since(entry.value, now) >= wait.toMillis()) {
                store.delete(entry.key);
                unresolved.accept(Waiting.decode(entry.value));
            }
        }
    }

    /** What an earlier process stamped with a clock that was ahead waits anew too. */
    private long since(byte[] entry, long now) {
        long stamped = Waiting.since(entry);
        return stamped > now ? started : Math.max(stamped, started);
    }

    private String position() {
        return "%019d".formatted(context.recordMetadata().map(RecordMetadata::offset).orElse(0L));
    }

    private static List<KeyValue<String, byte[]>> listed(KeyValueIterator<String, byte[]> entries) {
        List<KeyValue<String, byte[]>> list = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(list::add);
        }
        return list;
    }
}

package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is behind the connections of meetings: external ids, by connection. An entry is kept for a
 * while after it was last told, by this machine's clock, so that a replay of old records finds it.
 */
final class MeetingPeople {
    private static final Duration TOLD_ANEW_AFTER = Duration.ofDays(1);

    private final TimestampedKeyValueStore<String, String> store;

    MeetingPeople(TimestampedKeyValueStore<String, String> store) {
        this.store = store;
    }

    /** The store this needs; it is rebuilt from its changelog wherever the partition goes. */
    static StoreBuilder<TimestampedKeyValueStore<String, String>> builder(String name) {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(name), Serdes.String(), Serdes.String());
    }

    /** The external id of a connection, if it was told. */
    Optional<String> external(String connection) {
        return Optional.ofNullable(ValueAndTimestamp.getValueOrNull(store.get(connection)));
    }

    /**
     * Notes an external id.
     *
     * @param instead whether it replaces another one that was told before
     */
    void told(String connection, String external, boolean instead, long now) {
        ValueAndTimestamp<String> known = store.get(connection);
        boolean other = known == null || (instead && !known.value().equals(external));
        if (other || now - known.timestamp() >= TOLD_ANEW_AFTER.toMillis()) {
            store.put(connection, ValueAndTimestamp.make(other ? external : known.value(), now));
        }
    }

    /** Drops what was told last before {@code kept}. */
    void forget(long now, Duration kept) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<String>> all = store.all()) {
            all.forEachRemaining(
                    entry -> {
                        if (now - entry.value.timestamp() > kept.toMillis()) {
                            old.add(entry.key);
                        }
                    });
        }
        old.forEach(store::delete);
    }
}

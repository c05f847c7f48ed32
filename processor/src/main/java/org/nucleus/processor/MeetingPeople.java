package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.nucleus.model.ActorId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is behind the connections of meetings: canonical ids, by connection. An entry is kept for a
 * while after an event last named the person, by this machine's clock, so that a replay of old
 * records finds it.
 */
final class MeetingPeople {
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);
    private static final String GUEST = ActorId.anonymous("");

    private final TimestampedKeyValueStore<String, String> store;

    MeetingPeople(TimestampedKeyValueStore<String, String> store) {
        this.store = store;
    }

    /** The store this needs; it is rebuilt from its changelog wherever the partition goes. */
    static StoreBuilder<TimestampedKeyValueStore<String, String>> builder(String name) {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(name), Serdes.String(), Serdes.String());
    }

    /** Who a connection is of, if that is known. */
    Optional<String> find(String connection) {
        return Optional.ofNullable(ValueAndTimestamp.getValueOrNull(store.get(connection)));
    }

    /** Notes who a connection is of. The first holds, except that a person replaces a guest. */
    void remember(String connection, String person, long now) {
        ValueAndTimestamp<String> known = store.get(connection);
        boolean instead =
                known == null || (known.value().startsWith(GUEST) && !person.startsWith(GUEST));
        if (instead || now - known.timestamp() >= RENEWED_AFTER.toMillis()) {
            store.put(connection, ValueAndTimestamp.make(instead ? person : known.value(), now));
        }
    }

    /** Drops entries that no event renewed within {@code kept}. */
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

package org.nucleus.admin.config;

import org.nucleus.runtime.kafka.Versioned;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Changes the values of a store, one after the other. Each change is decided on the value that
 * there is; where another copy of the admin API changes that value meanwhile, it is decided anew.
 */
public final class Changes<T> {
    private static final int MOST_ATTEMPTS = 5;

    private final ConfigStore<T> store;
    private final String kind;
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * @param kind what a value is, for sentences: {@code a source}
     */
    public Changes(ConfigStore<T> store, String kind) {
        this.store = store;
        this.kind = kind;
    }

    /** All values. */
    public List<T> all() {
        return store.all().values().stream().map(Versioned::value).toList();
    }

    /** The value of a key. */
    public Outcome<T> find(String key) {
        return store.find(key)
                .<Outcome<T>>map(found -> new Outcome.Done<>(found.value(), found.revision()))
                .orElseGet(Outcome.Unknown::new);
    }

    /**
     * Adds a value whose key was never used.
     *
     * @param decision what to store, or why not
     */
    public Outcome<T> add(String key, Supplier<Outcome<T>> decision) {
        return alone(
                () ->
                        store.find(key).isPresent()
                                ? new Outcome.Conflict<>("there is " + kind + " of this id already")
                                : stored(decision.get(), Optional.empty()));
    }

    /**
     * Changes a value.
     *
     * @param wanted revisions that the change is meant for
     * @param decision what to store, given what there is, or why not
     */
    public Outcome<T> change(String key, LongPredicate wanted, Function<T, Outcome<T>> decision) {
        return alone(
                () -> {
                    Optional<Versioned<T>> before = store.find(key);
                    if (before.isEmpty()) {
                        return new Outcome.Unknown<>();
                    }
                    return wanted.test(before.get().revision())
                            ? stored(decision.apply(before.get().value()), before)
                            : new Outcome.Stale<>();
                });
    }

    private Outcome<T> stored(Outcome<T> decided, Optional<Versioned<T>> before) {
        return switch (decided) {
            case Outcome.Done<T> done ->
                    new Outcome.Done<>(done.value(), put(done.value(), before));
            case Outcome.Made<T> made ->
                    new Outcome.Made<>(made.value(), made.secret(), put(made.value(), before));
            case Outcome.Unknown<T> refused -> refused;
            case Outcome.UnknownSecret<T> refused -> refused;
            case Outcome.Stale<T> refused -> refused;
            case Outcome.Invalid<T> refused -> refused;
            case Outcome.Conflict<T> refused -> refused;
        };
    }

    /** Stores what differs; the revision that the value has then. */
    private long put(T value, Optional<Versioned<T>> before) {
        long from = before.map(Versioned::revision).orElse(ConfigStore.NONE);
        return before.isPresent() && before.get().value().equals(value)
                ? from
                : store.put(value, from).revision();
    }

    private Outcome<T> alone(Supplier<Outcome<T>> operation) {
        changing.lock();
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                try {
                    return operation.get();
                } catch (StaleRevision e) {
                    // Decided on a value that is no longer there: decide again on the one there is.
                    continue;
                }
            }
            return new Outcome.Conflict<>("others change it all the time; try again");
        } finally {
            changing.unlock();
        }
    }
}

package org.nucleus.collector.auth;

import org.nucleus.runtime.health.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of platforms, cached. A key that is not known is looked for by one refresh an interval,
 * whatever is asked meanwhile, so that nobody can make this node ask a platform again and again;
 * keys that a platform withdrew are forgotten within {@link #FRESH_FOR}.
 */
final class Jwks {
    /** After which known keys are fetched anew, in the background. */
    static final Duration FRESH_FOR = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(Jwks.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Fetch fetch;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Platform> byUrl = new ConcurrentHashMap<>();

    /** What looking for a key came to. */
    sealed interface Found {
        /** It is this one. */
        record Key(PublicKey key) implements Found {}

        /** The platform has no such key. */
        record None() implements Found {}

        /** The platform does not answer. */
        record Unavailable() implements Found {}

        /** The platform is being asked; never fails, and is none of these again. */
        record Later(CompletionStage<Found> found) implements Found {}
    }

    /**
     * @param interval how long an unknown key is not asked for again
     */
    Jwks(Fetch fetch, Duration interval, Clock clock) {
        this.fetch = fetch;
        this.interval = interval;
        this.clock = clock;
    }

    /** Looks for a key of the set at {@code url}. */
    Found find(String url, String kid) {
        return byUrl.computeIfAbsent(url, Platform::new).find(kid);
    }

    /** One set of keys, and when it may be fetched. */
    private final class Platform {
        private final String url;
        private final ReentrantLock lock = new ReentrantLock();
        private JwkSet set = JwkSet.EMPTY;
        private Instant loaded = Instant.MIN;
        private Instant next = Instant.MIN;
        private boolean failed;
        private CompletableFuture<Void> underWay;

        private Platform(String url) {
            this.url = url;
        }

        private Found find(String kid) {
            lock.lock();
            try {
                Instant now = clock.instant();
                PublicKey key = set.keys().get(kid);
                if (key != null) {
                    if (loaded.plus(FRESH_FOR).isBefore(now) && mayFetch(now)) {
                        fetch(now, kid);
                    }
                    return new Found.Key(key);
                }
                if (underWay == null && mayFetch(now)) {
                    fetch(now, kid);
                }
                return underWay == null
                        ? known(kid)
                        : new Found.Later(underWay.thenApply(ignored -> known(kid)));
            } finally {
                lock.unlock();
            }
        }

        private boolean mayFetch(Instant now) {
            return underWay == null && !now.isBefore(next);
        }

        private void fetch(Instant now, String kid) {
            boolean first = loaded.equals(Instant.MIN);
            next = now.plus(interval);
            CompletableFuture<Void> done = new CompletableFuture<>();
            underWay = done;
            CompletionStage<byte[]> ignored =
                    fetch.get(URI.create(url))
                            .whenComplete(
                                    (document, failure) -> {
                                        settle(document, failure, first, kid);
                                        done.complete(null);
                                    });
        }

        private void settle(byte[] document, Throwable failure, boolean first, String kid) {
            lock.lock();
            try {
                underWay = null;
                JwkSet read = document == null ? null : JwkSet.read(document).orElse(null);
                failed = read == null;
                if (failed) {
                    Instant soon = clock.instant().plus(AFTER_FAILURE);
                    next = soon.isBefore(next) ? soon : next;
                    log.atWarn()
                            .addKeyValue("url", url)
                            .addKeyValue("reason", reason(failure))
                            .log("Keys cannot be fetched");
                    return;
                }
                set = read;
                loaded = clock.instant();
                if (first && set.keys().containsKey(kid)) {
                    next = Instant.MIN;
                }
            } finally {
                lock.unlock();
            }
        }

        private static String reason(Throwable failure) {
            return failure == null ? "this is no set of keys" : Failures.reason(failure);
        }

        private Found known(String kid) {
            lock.lock();
            try {
                PublicKey key = set.keys().get(kid);
                return key == null ? missing() : new Found.Key(key);
            } finally {
                lock.unlock();
            }
        }

        private Found missing() {
            return failed ? new Found.Unavailable() : new Found.None();
        }
    }
}

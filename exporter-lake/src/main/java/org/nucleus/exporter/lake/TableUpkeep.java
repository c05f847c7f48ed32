package org.nucleus.exporter.lake;

import org.apache.iceberg.Table;
import org.nucleus.runtime.health.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps a table quick to read and small: from time to time small files are joined, old snapshots
 * expired and orphan files removed, each whether or not the others work. It runs on a thread of its
 * own beside the commits, in that copy of the exporter which has partition 0. What fails here is
 * tried again next time.
 */
final class TableUpkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TableUpkeep.class);
    private static final long END_WITHIN_MS = 2_000;

    private final LakeTable kind;
    private final LakeCatalog catalog;
    private final LakeSettings settings;
    private final Clock clock;
    private final OrphanFiles orphans;
    private final AtomicReference<Thread> running = new AtomicReference<>();
    private Instant nextTime;
    private boolean owned;
    private volatile boolean closed;

    TableUpkeep(LakeTable kind, LakeCatalog catalog, LakeSettings settings, Clock clock) {
        this.kind = kind;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
        this.orphans = new OrphanFiles(clock);
        this.nextTime = clock.instant().plus(settings.maintenanceInterval());
    }

    /** Whether this copy, of all that write to the table, looks after it. */
    void ownedHere(boolean here) {
        owned = here;
    }

    /** Has done what is due; returns at once. A clock that was put back delays nothing for long. */
    void afterCommit() {
        Instant now = clock.instant();
        Instant latest = now.plus(settings.maintenanceInterval());
        if (nextTime.isAfter(latest)) {
            nextTime = latest;
        }
        if (!owned || closed || now.isBefore(nextTime) || running.get() != null) {
            return;
        }
        nextTime = latest;
        Thread thread =
                Thread.ofPlatform().daemon().name("upkeep-" + kind.name()).unstarted(this::run);
        running.set(thread);
        thread.start();
    }

    /** Does all of it now. */
    void run() {
        try {
            catalog.find(kind)
                    .map(found -> new OffsetCommit(found, catalog.workers(), clock))
                    .ifPresent(this::run);
        } catch (RuntimeException e) {
            failed("load", e);
        } finally {
            running.set(null);
        }
    }

    private void run(OffsetCommit commits) {
        Table table = commits.table();
        attempt("join", () -> SmallFiles.join(commits, () -> closed));
        attempt("expire", () -> Snapshots.expire(commits, settings.snapshotRetention()));
        attempt("remove orphans", () -> orphans.remove(table));
    }

    private void attempt(String step, Runnable upkeep) {
        if (!closed) {
            try {
                upkeep.run();
            } catch (RuntimeException e) {
                failed(step, e);
            }
        }
    }

    private void failed(String step, RuntimeException e) {
        if (!closed) {
            log.atWarn()
                    .addKeyValue("table", kind.name())
                    .addKeyValue("step", step)
                    .addKeyValue("reason", Failures.reason(e))
                    .setCause(e)
                    .log("Upkeep of a table failed");
        }
    }

    /** Ends after the piece under way, or leaves it: what is not committed then is an orphan. */
    @Override
    public void close() {
        closed = true;
        Thread thread = running.get();
        if (thread != null) {
            try {
                thread.join(END_WITHIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

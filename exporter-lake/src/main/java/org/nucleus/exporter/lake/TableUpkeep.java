package org.nucleus.exporter.lake;

import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a table quick to read and small: from time to time, between two commits, small files are
 * joined and old snapshots expired with the files that only they had. What fails here is tried
 * again next time.
 */
final class TableUpkeep {
    private static final Logger log = LoggerFactory.getLogger(TableUpkeep.class);
    private static final int SNAPSHOTS_KEPT = 10;

    private final Table table;
    private final Duration interval;
    private final Duration retention;
    private final Clock clock;
    private Instant nextTime;

    TableUpkeep(Table table, LakeSettings settings, Clock clock) {
        this.table = table;
        this.interval = settings.maintenanceInterval();
        this.retention = settings.snapshotRetention();
        this.clock = clock;
        this.nextTime = clock.instant().plus(interval);
    }

    /** Does what is due. */
    void afterCommit() {
        Instant now = clock.instant();
        if (now.isBefore(nextTime)) {
            return;
        }
        nextTime = now.plus(interval);
        try {
            SmallFiles.join(table);
            table.expireSnapshots()
                    .expireOlderThan(now.minus(retention).toEpochMilli())
                    .retainLast(SNAPSHOTS_KEPT)
                    .commit();
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("table", table.name())
                    .setCause(e)
                    .log("Upkeep of a table failed");
        }
    }
}

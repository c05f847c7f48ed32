package org.nucleus.exporter.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Forgets old states of a table with the files that only they had. */
final class Snapshots {
    private static final int KEPT = 10;

    /** Of a table whose time stands still, as many as an hour of commits every five seconds. */
    private static final int MOST_OF_ONE_TIME = 720;

    private Snapshots() {}

    /** Expires what is older than {@code retention}; the last {@value #KEPT} always stay. */
    static void expire(OffsetCommit commits, Duration retention) {
        Table table = commits.table();
        table.refresh();
        if (TimedCommit.isAhead(table, commits.clock())) {
            expireByNumber(commits, MOST_OF_ONE_TIME);
            return;
        }
        table.expireSnapshots()
                .expireOlderThan(commits.clock().instant().minus(retention).toEpochMilli())
                .retainLast(KEPT)
                .planWith(commits.workers())
                .executeDeleteWith(commits.workers())
                .commit();
    }

    /**
     * While the table is ahead of the clock all its new snapshots have one time and Iceberg refuses
     * to expire any; as many as {@code most} stay. Their files become orphans, removed as such.
     */
    static void expireByNumber(OffsetCommit commits, int most) {
        if (beyond(commits.table(), most).isEmpty()) {
            return;
        }
        Table table = commits.table();
        commits.commit(
                stored -> stored,
                table::newAppend,
                Optional.of(metadata -> metadata.removeSnapshots(beyond(table, most))));
    }

    private static List<Long> beyond(Table table, int most) {
        Set<Long> named = new HashSet<>();
        for (SnapshotRef ref : table.refs().values()) {
            named.add(ref.snapshotId());
        }
        List<Long> beyond = new ArrayList<>();
        int newer = 0;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            newer++;
            if (newer > most && !named.contains(snapshot.snapshotId())) {
                beyond.add(snapshot.snapshotId());
            }
        }
        return beyond;
    }
}

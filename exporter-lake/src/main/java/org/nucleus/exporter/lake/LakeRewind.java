package org.nucleus.exporter.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.nucleus.runtime.sink.Progress;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has the lake start again from the beginning of whatever log there is: in one step the stored
 * offsets are forgotten and the rows of that moment are tagged. From then on the exporter keeps out
 * what the tagged rows already hold, until the tag ages out and upkeep removes it.
 */
public final class LakeRewind {
    /** Names the state of a table whose rows are not written again. */
    static final String TAG = "nucleus-before-rewind";

    /**
     * Twice the time for which the house recognises an event that is sent again: a sender may send
     * what the lost log had confirmed, and the exporter may lag as long.
     */
    static final Duration KEPT_OUT = Duration.ofDays(14);

    /** The command that runs this. */
    public static final String COMMAND = "./nucleus lake rewind";

    private LakeRewind() {}

    /**
     * A table that starts again.
     *
     * @param table its name
     * @param rows that it holds and that are not written again
     */
    public record Rewound(String table, long rows) {}

    /**
     * Rewinds every table that has rows or offsets; works beside a running exporter, which starts
     * again within seconds. Running it twice changes nothing more.
     *
     * @return the tables that start again; none where there is no lake
     * @throws RuntimeException of the catalog, when it does not answer
     */
    public static List<Rewound> run(LakeSettings settings, Path dataDir, Clock clock) {
        List<Rewound> rewound = new ArrayList<>();
        try (LakeCatalog catalog = LakeCatalog.openIfMade(settings, dataDir).orElse(null)) {
            if (catalog != null) {
                for (LakeTable table : LakeTable.ALL) {
                    catalog.find(table)
                            .filter(found -> found.currentSnapshot() != null)
                            .ifPresent(
                                    found -> {
                                        rewind(new OffsetCommit(found, catalog.workers(), clock));
                                        rewound.add(new Rewound(table.name(), rows(found)));
                                    });
                }
            }
        }
        return List.copyOf(rewound);
    }

    private static void rewind(OffsetCommit commit) {
        Table table = commit.table();
        commit.commit(
                stored -> Progress.NONE,
                table::newAppend,
                Optional.of(
                        metadata ->
                                metadata.setRef(
                                        TAG, tag(table.currentSnapshot(), commit.clock()))));
    }

    private static SnapshotRef tag(Snapshot rows, Clock clock) {
        long age = Math.max(0, clock.millis() - rows.timestampMillis());
        return SnapshotRef.tagBuilder(rows.snapshotId())
                .maxRefAgeMs(age + KEPT_OUT.toMillis())
                .build();
    }

    private static long rows(Table table) {
        table.refresh();
        return Long.parseLong(table.currentSnapshot().summary().getOrDefault("total-records", "0"));
    }

    /** The rows that are kept out; empty where there was no rewind or it is long past. */
    static Optional<Snapshot> keptOut(Table table) {
        return Optional.ofNullable(table.refs().get(TAG))
                .map(tag -> table.snapshot(tag.snapshotId()));
    }
}

package org.nucleus.exporter.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.nucleus.runtime.sink.Progress;

import java.time.Clock;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Commits a change of a table together with the offsets of all partitions. Where another copy
 * commits at the same time, the change is made anew on top of it, so that neither copy's offsets
 * are lost.
 *
 * @param table that is changed
 * @param workers what Iceberg writes manifests with; its own pool ends on SIGTERM, before the last
 *     commit
 * @param clock the machine's
 */
record OffsetCommit(Table table, ExecutorService workers, Clock clock) {
    private static final int MOST_ATTEMPTS = 50;

    /**
     * Commits.
     *
     * @param next from the offsets that the table has to those that it has with the change; what it
     *     throws ends the commit
     * @param change made for each attempt
     * @throws RuntimeException of Iceberg; only after {@link
     *     org.apache.iceberg.exceptions.CleanableFailure} is it certain that nothing was committed
     */
    void commit(UnaryOperator<Progress> next, Supplier<? extends SnapshotUpdate<?>> change) {
        commit(next, change, Optional.empty());
    }

    /**
     * As above, with another change of the table's metadata in the same step.
     *
     * @param besides made for each attempt
     */
    void commit(
            UnaryOperator<Progress> next,
            Supplier<? extends SnapshotUpdate<?>> change,
            Optional<Consumer<TableMetadata.Builder>> besides) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            Long base = currentSnapshot(table);
            Progress progress = next.apply(TableOffsets.of(table));
            try {
                SnapshotUpdate<?> update = change.get();
                TableOffsets.put(update, progress);
                update.validateWith(new OnTopOf(base));
                update.scanManifestsWith(workers);
                update.writeManifestsWith(workers, LakeCatalog.WORKERS);
                commit(update, besides);
                return;
            } catch (CommitFailedException | ValidationException e) {
                table.refresh();
                boolean overtaken = !Objects.equals(base, currentSnapshot(table));
                if (!overtaken || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void commit(
            SnapshotUpdate<?> update, Optional<Consumer<TableMetadata.Builder>> besides) {
        if (besides.isPresent() || TimedCommit.isAhead(table, clock)) {
            TimedCommit.commit(table, update, besides.orElse(ignored -> {}));
        } else {
            update.commit();
        }
    }

    private static Long currentSnapshot(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        return snapshot == null ? null : snapshot.snapshotId();
    }

    /** Refuses to commit on any other snapshot than the one that the offsets were read from. */
    private record OnTopOf(Long base) implements SnapshotAncestryValidator {
        @Override
        public boolean validate(Iterable<Snapshot> newestFirst) {
            Iterator<Snapshot> snapshots = newestFirst.iterator();
            Long parent = snapshots.hasNext() ? snapshots.next().snapshotId() : null;
            return Objects.equals(base, parent);
        }

        @Override
        public String errorMessage() {
            return "another commit came first";
        }
    }
}

package org.nucleus.exporter.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Commits a change of a table together with the offsets of all partitions. Where another copy
 * commits at the same time, the change is made anew on top of it, so that neither copy's offsets
 * are lost.
 */
final class OffsetCommit {
    private static final int MOST_ATTEMPTS = 50;

    private OffsetCommit() {}

    /**
     * Commits.
     *
     * @param next from the offsets that the table has to those that it has with the change; what it
     *     throws ends the commit
     * @param change made for each attempt
     * @throws RuntimeException of Iceberg; only after {@link
     *     org.apache.iceberg.exceptions.CleanableFailure} is it certain that nothing was committed
     */
    static void commit(
            Table table,
            UnaryOperator<TableOffsets> next,
            Supplier<? extends SnapshotUpdate<?>> change) {
        for (int attempt = 1; ; attempt++) {
            table.refresh();
            Long base = currentSnapshot(table);
            TableOffsets offsets = next.apply(TableOffsets.of(table));
            try {
                SnapshotUpdate<?> update = change.get();
                update.set(TableOffsets.PROPERTY, offsets.json());
                update.validateWith(new OnTopOf(base));
                update.commit();
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

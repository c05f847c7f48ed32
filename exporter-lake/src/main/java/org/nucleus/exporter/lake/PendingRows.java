package org.nucleus.exporter.lake;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rows of one batch on their way into files. Where rows that the table has already are kept
 * out, they wait here, {@value #MOST_WAITING} at most, so that one look at the table serves many.
 */
final class PendingRows {
    private static final int MOST_WAITING = 50_000;

    private final PartitionedFiles files;
    private final Optional<Exclusion> exclusion;
    private final List<Record> waiting = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();

    PendingRows(Table table, Optional<Exclusion> exclusion) {
        this.files = new PartitionedFiles(table);
        this.exclusion = exclusion;
    }

    /** An empty row, for any thread to fill and give to {@link #write}. */
    Record newRow() {
        return files.newRow();
    }

    /** Adds rows; any thread may. */
    void write(List<Record> rows) {
        writing.lock();
        try {
            if (exclusion.isEmpty()) {
                rows.forEach(files::write);
                return;
            }
            waiting.addAll(rows);
            if (waiting.size() >= MOST_WAITING) {
                writeWaiting();
            }
        } finally {
            writing.unlock();
        }
    }

    private void writeWaiting() {
        exclusion.ifPresent(kept -> kept.fresh(waiting).forEach(files::write));
        waiting.clear();
    }

    /** Closes every file; what they hold can be committed. */
    List<DataFile> complete() {
        writeWaiting();
        return files.complete();
    }

    /** As {@link PartitionedFiles#abandon}. */
    void abandon() {
        files.abandon();
    }
}

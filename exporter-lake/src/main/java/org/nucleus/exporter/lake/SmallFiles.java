package org.nucleus.exporter.lake;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Joins the many small files that frequent commits leave behind: where a tenant's day has enough of
 * them they are replaced by one, in a commit that changes no row and no offset. The old files stay
 * for those who read an earlier snapshot, until it expires.
 */
final class SmallFiles {
    private static final Logger log = LoggerFactory.getLogger(SmallFiles.class);
    private static final int ENOUGH = 16;
    private static final long SMALL = 16L << 20;
    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_PIECES = 50;

    private SmallFiles() {}

    /**
     * Joins what is worth it, the tenants' days with most files first. A piece, and a commit, is at
     * most {@value #MOST_FILES} files or 128 MiB, so that no other commit waits long for it; a call
     * makes at most {@value #MOST_PIECES} of them.
     *
     * @param stop ends the call after the piece under way
     */
    static void join(OffsetCommit commits, BooleanSupplier stop) {
        Table table = commits.table();
        table.refresh();
        Snapshot planned = table.currentSnapshot();
        if (planned == null) {
            return;
        }
        List<List<DataFile>> groups = groups(commits);
        groups.sort(Comparator.comparing(group -> -group.size()));
        int pieces = 0;
        for (List<DataFile> group : groups) {
            if (group.size() < ENOUGH || pieces == MOST_PIECES || stop.getAsBoolean()) {
                return;
            }
            replace(commits, planned, piece(group));
            pieces++;
        }
    }

    private static List<DataFile> piece(List<DataFile> group) {
        List<DataFile> piece = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : group) {
            if (piece.size() == MOST_FILES || bytes > MOST_BYTES) {
                break;
            }
            piece.add(file);
            bytes += file.fileSizeInBytes();
        }
        return piece;
    }

    private static List<List<DataFile>> groups(OffsetCommit commits) {
        Table table = commits.table();
        Map<String, List<DataFile>> groups = new HashMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().planWith(commits.workers()).planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                if (file.fileSizeInBytes() < SMALL
                        && file.format() == FileFormat.PARQUET
                        && file.specId() == table.spec().specId()
                        && task.deletes().isEmpty()) {
                    groups.computeIfAbsent(
                                    table.spec().partitionToPath(file.partition()),
                                    ignored -> new ArrayList<>())
                            .add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot plan " + table.name(), e);
        }
        return new ArrayList<>(groups.values());
    }

    private static void replace(OffsetCommit commits, Snapshot planned, List<DataFile> files) {
        Table table = commits.table();
        PartitionedFiles copy = new PartitionedFiles(table);
        try {
            for (DataFile file : files) {
                copy(table, file, copy);
            }
            List<DataFile> larger = copy.complete();
            commit(commits, planned, files, larger);
            log.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("files", files.size())
                    .addKeyValue("into", larger.size())
                    .log("Small files joined");
        } catch (RuntimeException e) {
            if (e instanceof CleanableFailure) {
                copy.abandon();
            }
            throw e;
        }
    }

    private static void copy(Table table, DataFile file, PartitionedFiles to) {
        ReadBuilder<Record, Object> reader =
                FormatModelRegistry.readBuilder(
                        FileFormat.PARQUET, Record.class, table.io().newInputFile(file));
        try (CloseableIterable<Record> rows = reader.project(table.schema()).build()) {
            rows.forEach(to::write);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.location(), e);
        }
    }

    private static void commit(
            OffsetCommit commits, Snapshot planned, List<DataFile> smaller, List<DataFile> larger) {
        Set<DataFile> old = new HashSet<>(smaller);
        Set<DataFile> replacement = new HashSet<>(larger);
        commits.commit(
                stored -> stored,
                () ->
                        commits.table()
                                .newRewrite()
                                .validateFromSnapshot(planned.snapshotId())
                                .rewriteFiles(old, replacement, planned.sequenceNumber()));
    }
}

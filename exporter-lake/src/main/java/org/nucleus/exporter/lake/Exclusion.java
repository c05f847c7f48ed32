package org.nucleus.exporter.lake;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Keeps rows out of a batch that a table has already, by tenant and id. Only the id columns of
 * those files are read in which such a row can be: of the tenants and days of the batch. In memory
 * are the ids of one batch. Not thread-safe.
 */
final class Exclusion {
    private static final String TENANT = "tenant";

    private final LakeTable kind;
    private final Table table;
    private final ExecutorService workers;
    private final Supplier<Snapshot> held;
    private final Set<RowKey> taken = new HashSet<>();

    /**
     * @param held the state of {@code table} whose rows are kept out; gives null where there is
     *     none
     */
    Exclusion(LakeTable kind, Table table, ExecutorService workers, Supplier<Snapshot> held) {
        this.kind = kind;
        this.table = table;
        this.workers = workers;
        this.held = held;
    }

    /** Those of {@code rows} that neither the table nor an earlier call of this batch has. */
    List<Record> fresh(List<Record> rows) {
        Set<RowKey> stored = stored(rows);
        List<Record> fresh = new ArrayList<>(rows.size());
        for (Record row : rows) {
            RowKey key = key(row);
            if (!stored.contains(key) && taken.add(key)) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    private Set<RowKey> stored(List<Record> rows) {
        Snapshot snapshot = held.get();
        if (snapshot == null || rows.isEmpty()) {
            return Set.of();
        }
        Set<RowKey> asked = new HashSet<>();
        Set<TenantDay> days = new HashSet<>();
        for (Record row : rows) {
            asked.add(key(row));
            LocalDate day = time(row, kind.timeColumn()).toLocalDate();
            for (int back = 0; back <= kind.daysBack(row); back++) {
                days.add(new TenantDay((String) row.getField(TENANT), day.minusDays(back)));
            }
        }
        Set<RowKey> stored = new HashSet<>();
        for (DataFile file : files(snapshot, days)) {
            addStored(file, asked, stored);
        }
        return stored;
    }

    private List<DataFile> files(Snapshot snapshot, Set<TenantDay> days) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan()
                        .useSnapshot(snapshot.snapshotId())
                        .planWith(workers)
                        .filter(filter(days))
                        .planFiles()) {
            for (FileScanTask task : tasks) {
                if (mayHold(task.file(), days)) {
                    files.add(task.file());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot plan " + table.name(), e);
        }
        return files;
    }

    private Expression filter(Set<TenantDay> days) {
        LocalDate first = days.stream().map(TenantDay::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate last = days.stream().map(TenantDay::day).max(LocalDate::compareTo).orElseThrow();
        return Expressions.and(
                Expressions.in(TENANT, days.stream().map(TenantDay::tenant).distinct().toArray()),
                Expressions.greaterThanOrEqual(kind.timeColumn(), first + "T00:00:00+00:00"),
                Expressions.lessThan(kind.timeColumn(), last.plusDays(1) + "T00:00:00+00:00"));
    }

    private boolean mayHold(DataFile file, Set<TenantDay> days) {
        if (file.specId() != table.spec().specId()) {
            return true;
        }
        LocalDate day = LocalDate.EPOCH.plusDays(file.partition().get(1, Integer.class));
        return days.contains(new TenantDay(file.partition().get(0, String.class), day));
    }

    private void addStored(DataFile file, Set<RowKey> asked, Set<RowKey> stored) {
        if (file.format() != FileFormat.PARQUET) {
            throw new IllegalStateException(file.location() + " is not Parquet");
        }
        Schema columns = table.schema().select(TENANT, kind.idColumn());
        ReadBuilder<Record, Object> reader =
                FormatModelRegistry.readBuilder(
                        FileFormat.PARQUET, Record.class, table.io().newInputFile(file));
        try (CloseableIterable<Record> rows = reader.project(columns).build()) {
            for (Record row : rows) {
                RowKey key = key(row);
                if (asked.contains(key)) {
                    stored.add(key);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.location(), e);
        }
    }

    private RowKey key(Record row) {
        return new RowKey((String) row.getField(TENANT), (String) row.getField(kind.idColumn()));
    }

    private static OffsetDateTime time(Record row, String column) {
        return ((OffsetDateTime) row.getField(column)).truncatedTo(ChronoUnit.MICROS);
    }

    private record RowKey(String tenant, String id) {}

    private record TenantDay(String tenant, LocalDate day) {}
}

package org.nucleus.exporter.lake;

import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What another reader of Iceberg sees in a table. */
final class TableReader {
    private TableReader() {}

    /** Every row's value of one column. */
    static List<String> column(LakeCatalog catalog, LakeTable table, String column) {
        Table current = catalog.find(table).orElseThrow();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(current).build()) {
            List<String> values = new ArrayList<>();
            rows.forEach(row -> values.add((String) row.getField(column)));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Locations of the current snapshot's files. */
    static List<String> files(LakeCatalog catalog, LakeTable table) {
        Table current = catalog.find(table).orElseThrow();
        try (CloseableIterable<FileScanTask> tasks = current.newScan().planFiles()) {
            List<String> files = new ArrayList<>();
            tasks.forEach(task -> files.add(task.file().location()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

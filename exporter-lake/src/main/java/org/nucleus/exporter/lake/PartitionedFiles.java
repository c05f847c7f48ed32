package org.nucleus.exporter.lake;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileWriterFactory;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.RollingDataWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows on their way into Parquet files, one file at a time for each tenant and day. Rows wait in
 * memory until there are enough to write them partition by partition, and only so many files are
 * open at once, so that years of mixed days neither fill the memory nor leave a file for each row.
 * Not thread-safe.
 */
final class PartitionedFiles {
    private static final Logger log = LoggerFactory.getLogger(PartitionedFiles.class);
    private static final int MOST_OPEN = 32;
    private static final int MOST_WAITING = 20_000;
    private static final long TARGET_FILE_BYTES = 128L << 20;

    private final Table table;
    private final FileWriterFactory<Record> writers;
    private final OutputFileFactory names;
    private final Record emptyRow;
    private final PartitionKey key;
    private final InternalRecordWrapper wrapper;
    private final Map<PartitionKey, List<Record>> waiting = new HashMap<>();
    private final Map<PartitionKey, RollingDataWriter<Record>> open =
            new LinkedHashMap<>(MOST_OPEN, 0.75f, true);
    private final List<DataFile> closed = new ArrayList<>();
    private int rowsWaiting;

    PartitionedFiles(Table table) {
        this.table = table;
        this.writers =
                new GenericFileWriterFactory.Builder(table)
                        .dataFileFormat(FileFormat.PARQUET)
                        .build();
        this.names = OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
        this.emptyRow = GenericRecord.create(table.schema());
        this.key = new PartitionKey(table.spec(), table.schema());
        this.wrapper = new InternalRecordWrapper(table.schema().asStruct());
    }

    /** An empty row, for any thread to fill and give to {@link #write}. */
    Record newRow() {
        return emptyRow.copy();
    }

    /** Adds a row. */
    void write(Record row) {
        key.partition(wrapper.wrap(row));
        List<Record> partition = waiting.get(key);
        if (partition == null) {
            partition = new ArrayList<>();
            waiting.put(key.copy(), partition);
        }
        partition.add(row);
        rowsWaiting++;
        if (rowsWaiting == MOST_WAITING) {
            writeWaiting();
        }
    }

    private void writeWaiting() {
        waiting.forEach(
                (partition, rows) -> {
                    RollingDataWriter<Record> writer = writer(partition);
                    rows.forEach(writer::write);
                });
        waiting.clear();
        rowsWaiting = 0;
    }

    private RollingDataWriter<Record> writer(PartitionKey partition) {
        RollingDataWriter<Record> writer = open.get(partition);
        if (writer == null) {
            closeLongestIdle();
            writer =
                    new RollingDataWriter<>(
                            writers, names, table.io(), TARGET_FILE_BYTES, table.spec(), partition);
            open.put(partition, writer);
        }
        return writer;
    }

    /** Closes every file; what they hold can be committed. */
    List<DataFile> complete() {
        writeWaiting();
        for (RollingDataWriter<Record> writer : open.values()) {
            close(writer);
        }
        open.clear();
        return List.copyOf(closed);
    }

    /** Closes and deletes every file, as far as that can be done; what is left is garbage only. */
    void abandon() {
        waiting.clear();
        for (RollingDataWriter<Record> writer : open.values()) {
            try {
                close(writer);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("table", table.name())
                        .setCause(e)
                        .log("Uncommitted file could not be closed");
            }
        }
        open.clear();
        delete(table, closed);
        closed.clear();
    }

    /** Deletes files that no snapshot names, as far as that can be done. */
    static void delete(Table table, List<DataFile> files) {
        for (DataFile file : files) {
            try {
                table.io().deleteFile(file.location());
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("table", table.name())
                        .addKeyValue("file", file.location())
                        .setCause(e)
                        .log("Uncommitted file could not be deleted");
            }
        }
    }

    private void closeLongestIdle() {
        if (open.size() >= MOST_OPEN) {
            Iterator<RollingDataWriter<Record>> longestIdleFirst = open.values().iterator();
            close(longestIdleFirst.next());
            longestIdleFirst.remove();
        }
    }

    private void close(RollingDataWriter<Record> writer) {
        try {
            writer.close();
            closed.addAll(writer.result().dataFiles());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot finish a file of " + table.name(), e);
        }
    }
}

package org.nucleus.exporter.lake.query;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.nucleus.exporter.lake.LakeTable;
import org.nucleus.exporter.lake.LocalFileIO;
import org.nucleus.model.Format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One table's current snapshot as DuckDB can read it.
 *
 * @param name as in SQL
 * @param schema the table's columns with their field ids
 * @param files Parquet files on this disk
 * @param mayHoldRooms whether events of Jitsi may be in them
 */
record TableFiles(String name, Schema schema, List<Path> files, boolean mayHoldRooms) {
    private static final int FETCHES_AT_ONCE = 16;
    private static final String FORMAT = "format";

    TableFiles {
        files = List.copyOf(files);
    }

    /** A table that was never made. */
    static TableFiles none(LakeTable table) {
        return new TableFiles(table.name(), table.schema(), List.of(), false);
    }

    /**
     * The table's files; those that are not on this disk are copied into {@code scratch}.
     *
     * @param asked whether the query names the table; if not, its columns are enough
     */
    static TableFiles of(LakeTable table, Table found, boolean asked, Path scratch) {
        List<DataFile> planned = asked ? plan(found) : List.of();
        List<String> locations = planned.stream().map(DataFile::location).toList();
        List<Path> files =
                found.io() instanceof LocalFileIO
                        ? locations.stream().map(LocalFileIO::path).toList()
                        : fetch(found.io(), locations, scratch.resolve(table.name()));
        int format = found.schema().findField(FORMAT).fieldId();
        boolean rooms =
                table.name().equals(LakeTable.EVENTS.name())
                        && planned.stream().anyMatch(file -> mayHoldRooms(file, format));
        return new TableFiles(table.name(), found.schema(), files, rooms);
    }

    /** By the least and the greatest format in the file; a file without them may hold any. */
    private static boolean mayHoldRooms(DataFile file, int format) {
        String least = bound(file.lowerBounds(), format);
        String greatest = bound(file.upperBounds(), format);
        return least == null
                || greatest == null
                || (least.compareTo(Format.JITSI.name()) <= 0
                        && greatest.compareTo(Format.JITSI.name()) >= 0);
    }

    private static String bound(Map<Integer, ByteBuffer> bounds, int format) {
        ByteBuffer bound = bounds == null ? null : bounds.get(format);
        return bound == null
                ? null
                : Conversions.fromByteBuffer(Types.StringType.get(), bound).toString();
    }

    private static List<DataFile> plan(Table table) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats(List.of(FORMAT)).planFiles()) {
            for (FileScanTask task : tasks) {
                if (!task.deletes().isEmpty() || task.file().format() != FileFormat.PARQUET) {
                    throw new QueryFailure(
                            "Another tool has written row deletes or files other than Parquet into "
                                    + table.name()
                                    + "; query it with that tool.");
                }
                files.add(
                        task.file()
                                .copyWithStats(Set.of(table.schema().findField(FORMAT).fieldId())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot plan " + table.name(), e);
        }
        return files;
    }

    private static List<Path> fetch(FileIO io, List<String> locations, Path folder) {
        List<Path> files = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(FETCHES_AT_ONCE)) {
            Files.createDirectories(folder);
            List<Future<Path>> fetches = new ArrayList<>();
            for (String location : locations) {
                Path file = folder.resolve(fetches.size() + ".parquet");
                fetches.add(threads.submit(() -> fetch(io, location, file)));
            }
            for (Future<Path> fetch : fetches) {
                files.add(fetch.get());
            }
        } catch (IOException | ExecutionException e) {
            throw new QueryFailure("A file of the lake cannot be fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryFailure("The query was interrupted.", e);
        }
        return files;
    }

    private static Path fetch(FileIO io, String location, Path file) throws IOException {
        try (InputStream in = io.newInputFile(location).newStream()) {
            Files.copy(in, file);
        }
        return file;
    }
}

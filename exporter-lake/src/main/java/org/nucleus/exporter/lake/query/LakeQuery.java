package org.nucleus.exporter.lake.query;

import org.apache.iceberg.exceptions.NotFoundException;
import org.nucleus.exporter.lake.LakeCatalog;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.LakeTable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers SQL: plans the files of the tables' current snapshots and runs DuckDB over them. Reads
 * only, so it works beside a running node, and without one.
 */
public final class LakeQuery {
    private LakeQuery() {}

    /**
     * Runs one query and writes its result, UTF-8 text or a Parquet file's bytes. A table that was
     * never made is an empty one. Times are in UTC.
     *
     * @param sql in DuckDB's dialect, over the views {@code events} and {@code failed_events}; the
     *     rows as they were written are {@code stored.events} and {@code stored.failed_events}
     * @throws QueryFailure when the SQL is wrong or the lake cannot be read
     * @throws UncheckedIOException when {@code out} cannot be written
     */
    public static void run(
            LakeSettings settings,
            Path dataDir,
            String sql,
            OutputFormat format,
            OutputStream out) {
        Path scratch = scratch();
        try (Duck duck = Duck.open(scratch)) {
            for (TableFiles table : tables(settings, dataDir, sql, scratch)) {
                duck.addView(table);
            }
            duck.lock();
            duck.run(sql, format, out);
        } catch (SQLException e) {
            throw new QueryFailure(sentence(e), e);
        } finally {
            delete(scratch);
        }
    }

    private static List<TableFiles> tables(
            LakeSettings settings, Path dataDir, String sql, Path scratch) {
        try (LakeCatalog catalog = LakeCatalog.openIfMade(settings, dataDir).orElse(null)) {
            List<TableFiles> tables = new ArrayList<>();
            for (LakeTable table : LakeTable.ALL) {
                boolean asked = sql.toLowerCase(Locale.ROOT).contains(table.name());
                tables.add(
                        Optional.ofNullable(catalog)
                                .flatMap(found -> found.find(table))
                                .map(found -> TableFiles.of(table, found, asked, scratch))
                                .orElseGet(() -> TableFiles.none(table)));
            }
            return tables;
        } catch (NotFoundException e) {
            throw new QueryFailure(
                    "A file of the lake is missing, was its folder moved? " + e.getMessage(), e);
        } catch (QueryFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new QueryFailure("The lake cannot be read: " + e.getMessage(), e);
        }
    }

    /** DuckDB's message without the quoted line, on one line. */
    private static String sentence(SQLException e) {
        String message = e.getMessage();
        int quote = message.indexOf("\nLINE ");
        return (quote < 0 ? message : message.substring(0, quote))
                .strip()
                .replaceAll("\\s*\n\\s*", " ");
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("nucleus-query");
        } catch (IOException e) {
            throw new QueryFailure("No temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}

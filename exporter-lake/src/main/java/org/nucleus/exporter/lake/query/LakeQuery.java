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
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Answers SQL: plans the files of the tables' current snapshots and runs DuckDB over them. Reads
 * only, so it works beside a running node, and without one.
 */
public final class LakeQuery {
    private LakeQuery() {}

    /** As below, for no screen. */
    public static void run(
            LakeSettings settings,
            Path dataDir,
            String sql,
            OutputFormat format,
            OutputStream out) {
        run(settings, dataDir, sql, Output.of(format), out);
    }

    /**
     * Runs one query and writes its result, UTF-8 text or a Parquet file's bytes. A table that a
     * lake does not have yet is an empty one. Times are in UTC.
     *
     * @param sql in DuckDB's dialect, over the views {@code events} and {@code failed_events}; the
     *     rows as they were written are {@code stored.events} and {@code stored.failed_events}
     * @throws QueryFailure when the SQL is wrong or more than one statement, or when there is no
     *     lake or it cannot be read
     * @throws UncheckedIOException when {@code out} cannot be written
     */
    public static void run(
            LakeSettings settings, Path dataDir, String sql, Output output, OutputStream out) {
        if (SqlStatements.count(sql) > 1) {
            throw new QueryFailure("This is more than one statement; ask one at a time.");
        }
        Path scratch = scratch();
        try (Duck duck = Duck.open(scratch)) {
            for (TableFiles table : tables(settings, dataDir, sql, scratch)) {
                duck.addView(table);
            }
            duck.lock();
            duck.run(sql, output, out);
        } catch (SQLException e) {
            throw new QueryFailure(sentence(e), e);
        } finally {
            delete(scratch);
        }
    }

    /**
     * How a result is to be written.
     *
     * @param format of it
     * @param screen what formats for people fit into
     */
    public record Output(OutputFormat format, Screen screen) {
        public Output {
            Objects.requireNonNull(format, "format is null");
            Objects.requireNonNull(screen, "screen is null");
        }

        /** For no screen. */
        public static Output of(OutputFormat format) {
            return new Output(format, Screen.NONE);
        }
    }

    private static List<TableFiles> tables(
            LakeSettings settings, Path dataDir, String sql, Path scratch) {
        try (LakeCatalog catalog =
                LakeCatalog.openIfMade(settings, dataDir)
                        .orElseThrow(
                                () ->
                                        new QueryFailure(
                                                ("There is no lake in %s. Ask in the folder where"
                                                     + " the node was started, or name its data"
                                                     + " folder: --set data.dir=FOLDER.")
                                                        .formatted(dataDir)))) {
            List<TableFiles> tables = new ArrayList<>();
            for (LakeTable table : LakeTable.ALL) {
                boolean asked = sql.toLowerCase(Locale.ROOT).contains(table.name());
                tables.add(
                        catalog.find(table)
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

    /** DuckDB's message and, where it has one, the line with its mark below. */
    private static String sentence(SQLException e) {
        return e.getMessage().strip().replaceAll("\\s*\n(?:[ \t]*\n)+", "\n");
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

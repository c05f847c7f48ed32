package org.nucleus.exporter.lake.query;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB in memory: the tables as views, and nothing else of this machine. */
final class Duck implements AutoCloseable {
    /** Schema of the views of the tables' rows as they were written. */
    private static final String STORED = "stored";

    private final Connection connection;
    private final Path result;
    private final List<Path> readable = new ArrayList<>();

    private Duck(Connection connection, Path scratch) {
        this.connection = connection;
        this.result = scratch.resolve("result.parquet");
    }

    static Duck open(Path scratch) throws SQLException {
        Duck duck = new Duck(DriverManager.getConnection("jdbc:duckdb:"), scratch);
        duck.execute("SET TimeZone = 'UTC'");
        duck.execute("SET autoinstall_known_extensions = false");
        duck.execute("CREATE SCHEMA " + STORED);
        return duck;
    }

    /**
     * The table by its name, and its rows as they were written by its name in the schema {@value
     * #STORED}; columns are found by Iceberg's field ids, so files may lack some.
     */
    void addView(TableFiles table) throws SQLException {
        readable.addAll(table.files());
        List<Types.NestedField> columns = table.schema().columns();
        String select;
        if (table.files().isEmpty()) {
            select =
                    columns.stream()
                            .map(column -> "NULL::" + type(column) + " AS " + column.name())
                            .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
        } else {
            String byId =
                    columns.stream()
                            .map(
                                    column ->
                                            "%d: {name: %s, type: %s, default_value: NULL}"
                                                    .formatted(
                                                            column.fieldId(),
                                                            quoted(column.name()),
                                                            quoted(type(column))))
                            .collect(Collectors.joining(", ", "MAP {", "}"));
            select =
                    "SELECT * FROM read_parquet(%s, schema = %s, hive_partitioning = false)"
                            .formatted(quoted(table.files()), byId);
        }
        String stored = STORED + "." + table.name();
        execute("CREATE VIEW " + stored + " AS " + select);
        execute(
                "CREATE VIEW "
                        + table.name()
                        + " AS "
                        + (table.mayHoldRooms()
                                ? RoomInstances.select(table.schema(), stored)
                                : "SELECT * FROM " + stored));
    }

    private static String type(Types.NestedField column) {
        return type(column.type());
    }

    private static String type(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP ->
                    ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMPTZ" : "TIMESTAMP";
            case LIST -> type(type.asListType().elementType()) + "[]";
            case MAP ->
                    "MAP(%s, %s)"
                            .formatted(
                                    type(type.asMapType().keyType()),
                                    type(type.asMapType().valueType()));
            default -> "VARCHAR";
        };
    }

    /** From here on: only the tables' files are read, and only the result's file is written. */
    void lock() throws SQLException {
        List<Path> allowed = new ArrayList<>(readable);
        allowed.add(result);
        execute("SET allowed_paths = " + quoted(allowed));
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
    }

    void run(String sql, LakeQuery.Output output, OutputStream out) throws SQLException {
        try {
            switch (output.format()) {
                case COLUMNS ->
                        print(
                                sql,
                                (rows, to) -> ColumnsPrinter.print(rows, output.screen(), to),
                                out);
                case VERTICAL ->
                        print(
                                sql,
                                (rows, to) -> VerticalPrinter.print(rows, output.screen(), to),
                                out);
                case CSV -> print(sql, CsvPrinter::print, out);
                case JSON -> print(sql, JsonPrinter::print, out);
                case PARQUET -> {
                    prepare(sql);
                    execute(
                            "COPY (%n%s%n) TO %s (FORMAT parquet)"
                                    .formatted(withoutSemicolon(sql), quoted(result.toString())));
                    Files.copy(result, out);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the result", e);
        }
    }

    private void print(String sql, Printer printer, OutputStream out)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                throw new QueryFailure("This statement has no rows to show.");
            }
            try (ResultSet rows = statement.getResultSet()) {
                printer.print(rows, out);
            }
        }
    }

    /** Finds what is wrong with a query while it stands alone. */
    private void prepare(String sql) throws SQLException {
        connection.prepareStatement(sql).close();
    }

    /** Writes all rows. */
    @FunctionalInterface
    private interface Printer {
        void print(ResultSet rows, OutputStream out) throws SQLException, IOException;
    }

    private static String withoutSemicolon(String sql) {
        return sql.strip().replaceAll("[;\\s]+$", "");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(List<Path> files) {
        return files.stream()
                .map(file -> quoted(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

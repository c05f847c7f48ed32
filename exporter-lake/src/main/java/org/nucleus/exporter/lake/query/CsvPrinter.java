package org.nucleus.exporter.lake.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Rows for spreadsheets: {@link OutputFormat#CSV}. */
final class CsvPrinter {
    private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]|^$|^\\s|\\s$");

    private CsvPrinter() {}

    static void print(ResultSet rows, OutputStream out) throws SQLException, IOException {
        ResultColumns columns = ResultColumns.of(rows.getMetaData());
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        for (int i = 0; i < columns.count(); i++) {
            printCell(writer, i, columns.names().get(i));
        }
        writer.write("\n");
        while (rows.next()) {
            for (int i = 0; i < columns.count(); i++) {
                printCell(writer, i, SqlValue.text(rows.getObject(i + 1)));
            }
            writer.write("\n");
        }
        writer.flush();
    }

    private static void printCell(Writer writer, int column, String text) throws IOException {
        if (column > 0) {
            writer.write(",");
        }
        if (text != null) {
            writer.write(
                    SPECIAL.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
        }
    }
}

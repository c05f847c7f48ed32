package org.nucleus.exporter.lake.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Wide rows for people, one column a line: {@link OutputFormat#VERTICAL}. */
final class VerticalPrinter {
    private VerticalPrinter() {}

    static void print(ResultSet rows, Screen screen, OutputStream out)
            throws SQLException, IOException {
        ResultColumns columns = ResultColumns.of(rows.getMetaData());
        int width = columns.names().stream().mapToInt(Cells::length).max().orElse(0);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        long count = 0;
        while (rows.next()) {
            count++;
            if (count <= screen.mostRows()) {
                writer.write("-- row " + count + "\n");
                for (int i = 0; i < columns.count(); i++) {
                    String name = columns.names().get(i);
                    String text = SqlValue.text(rows.getObject(i + 1));
                    writer.write(
                            name
                                    + " ".repeat(width - Cells.length(name) + 2)
                                    + (text == null ? "null" : Cells.printable(text))
                                    + "\n");
                }
            }
        }
        writer.write(Summary.of(count, Math.min(count, screen.mostRows()), false));
        writer.flush();
    }
}

package org.nucleus.exporter.lake.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows for people: {@link OutputFormat#COLUMNS}. */
final class ColumnsPrinter {
    private static final int NARROWEST = 6;
    private static final String GAP = "  ";

    private final Screen screen;
    private final ResultColumns columns;
    private final List<List<String>> lines = new ArrayList<>();
    private boolean isCut;

    private ColumnsPrinter(Screen screen, ResultColumns columns) {
        this.screen = screen;
        this.columns = columns;
    }

    static void print(ResultSet rows, Screen screen, OutputStream out)
            throws SQLException, IOException {
        new ColumnsPrinter(screen, ResultColumns.of(rows.getMetaData())).print(rows, out);
    }

    private void print(ResultSet rows, OutputStream out) throws SQLException, IOException {
        long count = 0;
        lines.add(columns.names());
        while (rows.next()) {
            count++;
            if (count <= screen.mostRows()) {
                lines.add(line(rows));
            }
        }
        int[] widths = widths();
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        printLine(writer, lines.getFirst(), widths);
        printRule(writer, widths);
        for (List<String> line : lines.subList(1, lines.size())) {
            printLine(writer, line, widths);
        }
        writer.write(
                Summary.of(count, lines.size() - 1, isCut && screen.width() < Integer.MAX_VALUE));
        writer.flush();
    }

    private List<String> line(ResultSet rows) throws SQLException, IOException {
        List<String> line = new ArrayList<>(columns.count());
        for (int i = 1; i <= columns.count(); i++) {
            String text = SqlValue.text(rows.getObject(i));
            line.add(text == null ? "null" : Cells.printable(text));
        }
        return line;
    }

    /** As wide as the values are; on a screen, the widest give way until all fit. */
    private int[] widths() {
        int[] widths = new int[columns.count()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                int natural = Cells.length(line.get(i));
                widths[i] = Math.max(widths[i], Math.min(natural, screen.widestValue()));
                isCut |= natural > screen.widestValue();
            }
        }
        long room = screen.width() - (long) GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).asLongStream().sum() > room) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
            isCut = true;
        }
        return widths;
    }

    private void printLine(Writer writer, List<String> cells, int[] widths) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = Cells.cut(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - Cells.length(cell));
            line.append(i == 0 ? "" : GAP)
                    .append(columns.numeric().get(i) ? padding + cell : cell + padding);
        }
        writer.write(fitted(line.toString().stripTrailing()) + "\n");
    }

    private void printRule(Writer writer, int[] widths) throws IOException {
        List<String> dashes = new ArrayList<>();
        for (int width : widths) {
            dashes.add("-".repeat(width));
        }
        writer.write(fitted(String.join(GAP, dashes)) + "\n");
    }

    /** Where even the narrowest columns are too many, the last ones are not to be seen. */
    private String fitted(String line) {
        return Cells.cut(line, screen.width());
    }
}

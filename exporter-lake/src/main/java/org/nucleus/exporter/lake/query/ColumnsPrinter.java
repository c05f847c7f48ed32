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
import java.util.List;

/** Rows for people: {@link OutputFormat#COLUMNS}. */
final class ColumnsPrinter {
    private static final int WIDEST = 60;
    private static final String GAP = "  ";

    private ColumnsPrinter() {}

    static void print(ResultSet rows, OutputStream out) throws SQLException, IOException {
        ResultColumns columns = ResultColumns.of(rows.getMetaData());
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.names().stream().map(ColumnsPrinter::cut).toList());
        while (rows.next()) {
            List<String> line = new ArrayList<>(columns.count());
            for (int i = 1; i <= columns.count(); i++) {
                String text = SqlValue.text(rows.getObject(i));
                line.add(text == null ? "null" : cut(printable(text)));
            }
            lines.add(line);
        }
        int[] widths = new int[columns.count()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        printLine(writer, lines.getFirst(), widths, columns);
        printRule(writer, widths);
        for (List<String> line : lines.subList(1, lines.size())) {
            printLine(writer, line, widths, columns);
        }
        int count = lines.size() - 1;
        writer.write("(" + count + (count == 1 ? " row)\n" : " rows)\n"));
        writer.flush();
    }

    private static void printLine(
            Writer writer, List<String> cells, int[] widths, ResultColumns columns)
            throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - length(cells.get(i)));
            line.append(i == 0 ? "" : GAP)
                    .append(
                            columns.numeric().get(i)
                                    ? padding + cells.get(i)
                                    : cells.get(i) + padding);
        }
        writer.write(line.toString().stripTrailing() + "\n");
    }

    private static void printRule(Writer writer, int[] widths) throws IOException {
        List<String> dashes = new ArrayList<>();
        for (int width : widths) {
            dashes.add("-".repeat(width));
        }
        writer.write(String.join(GAP, dashes) + "\n");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cut(String text) {
        return length(text) <= WIDEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    /** Nothing that moves the cursor or colours the terminal, whatever a sender put in a field. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                printable.append("\\n");
            } else if (Character.isISOControl(c)) {
                printable.append("\\u%04x".formatted((int) c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}

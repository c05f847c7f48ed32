package org.nucleus.node.cli;

import java.io.PrintStream;
import java.util.List;

/** Rows of texts as aligned columns, two blanks apart. */
final class Columns {
    private Columns() {}

    static void print(List<List<String>> rows, PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length() + 2);
                line.append(row.get(i)).append(padding);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}

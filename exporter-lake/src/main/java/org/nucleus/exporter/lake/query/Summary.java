package org.nucleus.exporter.lake.query;

import java.util.Locale;

/** The line below rows for people. */
final class Summary {
    private Summary() {}

    /**
     * @param shown at most as many as there are
     * @param cut whether values are shown in part because the screen is narrow
     */
    static String of(long rows, long shown, boolean cut) {
        String count = String.format(Locale.ROOT, "%,d", rows) + (rows == 1 ? " row" : " rows");
        String some =
                shown < rows
                        ? String.format(
                                Locale.ROOT, ", the first %,d shown; --full shows all", shown)
                        : "";
        String values = cut ? "; long values are cut, --full or --format vertical shows them" : "";
        return "(" + count + some + values + ")\n";
    }
}

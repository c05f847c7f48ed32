package org.nucleus.exporter.lake.query;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a result's rows are made of.
 *
 * @param names one for each column, each once
 * @param numeric whether a column holds numbers
 */
record ResultColumns(List<String> names, List<Boolean> numeric) {
    ResultColumns {
        names = List.copyOf(names);
        numeric = List.copyOf(numeric);
    }

    static ResultColumns of(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(unlike(names, columns.getColumnLabel(i)));
            numeric.add(isNumeric(columns.getColumnTypeName(i)));
        }
        return new ResultColumns(names, numeric);
    }

    int count() {
        return names.size();
    }

    private static String unlike(List<String> taken, String name) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static boolean isNumeric(String duckType) {
        return duckType.startsWith("DECIMAL")
                || switch (duckType) {
                    case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> true;
                    case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> true;
                    case "FLOAT", "DOUBLE" -> true;
                    default -> false;
                };
    }
}

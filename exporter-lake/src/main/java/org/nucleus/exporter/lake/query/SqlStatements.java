package org.nucleus.exporter.lake.query;

/** Counts the statements of a text in DuckDB's dialect; whether they are right is not seen. */
final class SqlStatements {
    private final String sql;
    private int at;
    private int count;
    private boolean begun;

    private SqlStatements(String sql) {
        this.sql = sql;
    }

    /** How many there are, without empty ones and what is only a comment. */
    static int count(String sql) {
        return new SqlStatements(sql).count();
    }

    private int count() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (sql.startsWith("--", at)) {
                passTo("\n", at + 2);
            } else if (sql.startsWith("/*", at)) {
                passTo("*/", at + 2);
            } else if (c == ';') {
                at++;
                begun = false;
            } else {
                begin(c);
                switch (c) {
                    case '\'' -> passText();
                    case '"' -> passTo("\"", at + 1);
                    case '$' -> passDollars();
                    default -> at++;
                }
            }
        }
        return count;
    }

    private void begin(char c) {
        if (!begun && !Character.isWhitespace(c)) {
            begun = true;
            count++;
        }
    }

    /** A doubled quote ends one text and begins the next, which comes to the same. */
    private void passText() {
        boolean escapes =
                at > 0
                        && Character.toLowerCase(sql.charAt(at - 1)) == 'e'
                        && (at == 1 || !Character.isJavaIdentifierPart(sql.charAt(at - 2)));
        at++;
        while (at < sql.length() && sql.charAt(at) != '\'') {
            at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** {@code $tag$ … $tag$}, or a dollar sign that quotes nothing. */
    private void passDollars() {
        int end = at + 1;
        while (end < sql.length() && Character.isLetterOrDigit(sql.charAt(end))) {
            end++;
        }
        if (end < sql.length() && sql.charAt(end) == '$') {
            passTo(sql.substring(at, end + 1), end + 1);
        } else {
            at = end;
        }
    }

    private void passTo(String end, int from) {
        int found = sql.indexOf(end, from);
        at = found < 0 ? sql.length() : found + end.length();
    }
}

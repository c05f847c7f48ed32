package org.nucleus.exporter.lake.query;

/** Values as a person may see them on a terminal. */
final class Cells {
    private Cells() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** At most {@code most} characters, the last of them "…" where something is missing. */
    static String cut(String text, int most) {
        return length(text) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** Nothing that moves the cursor or colours the terminal, whatever a sender put in a field. */
    static String printable(String text) {
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

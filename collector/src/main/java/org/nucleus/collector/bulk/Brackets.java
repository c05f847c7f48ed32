package org.nucleus.collector.bulk;

/**
 * How deep in brackets and quotes the bytes of a JSON value lead; whether it is right is not seen.
 */
final class Brackets {
    private int depth;
    private boolean quoted;
    private boolean escaped;

    void take(byte c) {
        if (quoted) {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth = Math.max(0, depth - 1);
        }
    }

    /** Ends a quoted text where it cannot go on. */
    void endQuote() {
        quoted = false;
        escaped = false;
    }

    boolean isQuoted() {
        return quoted;
    }

    /** Whether a bracket or a quote is to be closed yet. */
    boolean isOpen() {
        return quoted || depth > 0;
    }
}

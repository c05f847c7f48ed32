package org.nucleus.node.send;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a file into its JSON values without changing a byte: the elements of an array, the lines of
 * NDJSON, or the one document there is. It only counts brackets and quotes; whether a value is
 * right is for the collector to say. Where the first value fills the first line, a value ends with
 * its line, so that one broken line spoils no other. A file that is none of these throws {@link
 * NotDocuments}.
 */
final class JsonSplitter {
    private static final int MOST_BYTES = 16 << 20;
    private static final int END = -1;

    private final InputStream in;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private int current;
    private int last;
    private long line = 1;
    private boolean inArray;
    private boolean byLine;
    private boolean begun;

    JsonSplitter(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        advance();
        skipByteOrderMark();
    }

    /**
     * The next value.
     *
     * @throws NotDocuments when the file begins with no document and no array, or ends inside one
     * @throws IOException when the file cannot be read, or one value is over 16 MiB
     */
    Optional<Piece> next() throws IOException {
        while (isBlank(current) || (inArray && (current == ',' || current == ']'))) {
            inArray = inArray && current != ']';
            advance();
        }
        if (current == '[' && !inArray && !byLine) {
            inArray = true;
            advance();
            return next();
        }
        if (current == END) {
            if (inArray) {
                throw new NotDocuments("it ends inside its array, something may be cut off");
            }
            return Optional.empty();
        }
        if (!begun && !inArray && current != '{') {
            throw new NotDocuments("it begins with something else than { or [");
        }
        begun = true;
        long begin = line;
        value.reset();
        if (byLine) {
            takeLine();
        } else {
            if (!takeValue()) {
                throw new NotDocuments(
                        "it ends inside the value that begins on line %d, something may be cut off"
                                .formatted(begin));
            }
            byLine = begin == 1 && !inArray && endsLine(begin);
        }
        return Optional.of(new Piece(value.toByteArray(), begin));
    }

    /** Whether the file, as far as it was read, is an array or has one value a line. */
    boolean isRegular() {
        return inArray || byLine;
    }

    private void takeLine() throws IOException {
        while (current != END && current != '\n') {
            take();
        }
    }

    /** False where the file ends before the value does. */
    private boolean takeValue() throws IOException {
        int depth = 0;
        boolean quoted = false;
        do {
            if (quoted) {
                if (current == '\\') {
                    take();
                } else if (current == '"') {
                    quoted = false;
                }
            } else {
                switch (current) {
                    case '"' -> quoted = true;
                    case '{', '[' -> depth++;
                    case '}', ']' -> depth--;
                    default -> {}
                }
            }
            take();
        } while (current != END && (depth > 0 || quoted || !isWhole()));
        return depth <= 0 && !quoted;
    }

    private boolean isWhole() {
        return last == '}'
                || last == ']'
                || last == '"'
                || isBlank(current)
                || current == ','
                || current == ']';
    }

    private boolean endsLine(long begin) throws IOException {
        while (current == ' ' || current == '\t' || current == '\r') {
            advance();
        }
        return line == begin && (current == '\n' || current == END);
    }

    private void take() throws IOException {
        if (current == END) {
            return;
        }
        value.write(current);
        last = current;
        if (value.size() > MOST_BYTES) {
            throw new IOException("the value that begins before line " + line + " has over 16 MiB");
        }
        advance();
    }

    private void advance() throws IOException {
        if (current == '\n') {
            line++;
        }
        current = in.read();
    }

    private void skipByteOrderMark() throws IOException {
        if (current == 0xEF) {
            advance();
            advance();
            advance();
        }
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}

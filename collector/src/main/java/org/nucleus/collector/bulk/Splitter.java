package org.nucleus.collector.bulk;

import org.nucleus.model.Upload.Mark;
import org.nucleus.model.Upload.Shape;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Cuts content into its JSON values as it arrives: the lines of NDJSON, or the elements of an
 * array, told apart by the first character. Whether a value is right JSON is for its reader to say:
 * brackets and quotes are only counted. Holds one value at a time, and of one that is too long
 * nothing.
 */
final class Splitter {
    private static final int WINDOW = 64 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final InputStream in;
    private final int mostBytes;
    private final boolean last;
    private final CRC32C crc = new CRC32C();
    private final byte[] window = new byte[WINDOW];
    private byte[] text = new byte[FIRST_BYTES];
    private int textEnd;
    private boolean tooLong;
    private int at;
    private int limit;
    private int summed;
    private long base;
    private long line;
    private Shape shape;
    private long digest;
    private long bounded;
    private boolean unclosed;

    /**
     * @param in the decoded content from {@code from} on
     * @param mostBytes of one value
     * @param last whether the content ends where the stream ends; if not, a value without separator
     *     after it is not whole yet
     */
    Splitter(InputStream in, Mark from, int mostBytes, boolean last) {
        this.in = in;
        this.mostBytes = mostBytes;
        this.last = last;
        base = from.offset();
        bounded = from.offset();
        line = from.line();
        shape = from.shape();
        digest = from.digest();
    }

    /**
     * The next value; empty at the end.
     *
     * @throws IOException as the stream does; values read before stay good
     */
    Optional<Piece> next() throws IOException {
        if (shape == Shape.UNKNOWN) {
            skipByteOrderMark();
            shape = peekPastBlanks() == '[' ? opened() : peek() < 0 ? Shape.UNKNOWN : Shape.LINES;
        }
        return switch (shape) {
            case UNKNOWN -> Optional.empty();
            case LINES -> line();
            case ARRAY -> element();
            case AFTER_ARRAY -> afterArray();
        };
    }

    /** The boundary after everything, once {@link #next} is empty and the content was the last. */
    Mark end() {
        return boundary();
    }

    private Shape opened() {
        at++;
        return Shape.ARRAY;
    }

    private Optional<Piece> afterArray() throws IOException {
        int first = peekPastBlanks();
        if (first < 0) {
            return Optional.empty();
        }
        shape = first == '[' ? opened() : Shape.LINES;
        return next();
    }

    private Optional<Piece> line() throws IOException {
        if (peekPastBlanks() < 0) {
            return Optional.empty();
        }
        long beginLine = line;
        long begin = base + at;
        clear();
        boolean ended = false;
        while (!ended) {
            int from = at;
            while (at < limit && window[at] != '\n') {
                at++;
            }
            keep(from);
            if (at < limit) {
                at++;
                line++;
                ended = true;
            } else if (!fill()) {
                if (!last) {
                    return Optional.empty();
                }
                ended = true;
            }
        }
        return Optional.of(piece(beginLine, begin));
    }

    private Optional<Piece> element() throws IOException {
        int first = peekPastBlanks();
        while (first == ',') {
            at++;
            first = peekPastBlanks();
        }
        if (first == ']') {
            at++;
            shape = Shape.AFTER_ARRAY;
            return afterArray();
        }
        if (first < 0) {
            return last && !unclosed ? Optional.of(unclosed()) : Optional.empty();
        }
        long beginLine = line;
        long begin = base + at;
        return scan() || last ? Optional.of(piece(beginLine, begin)) : Optional.empty();
    }

    private Piece unclosed() {
        unclosed = true;
        return new Piece.Unclosed(line, base + at, boundary());
    }

    /** Takes an element and the separator after it; false where there is none. */
    private boolean scan() throws IOException {
        clear();
        int depth = 0;
        boolean quoted = false;
        boolean escaped = false;
        int from = at;
        while (true) {
            if (at == limit) {
                keep(from);
                if (!fill()) {
                    return false;
                }
                from = at;
            }
            byte c = window[at];
            if (c == '\n') {
                line++;
            }
            if (quoted) {
                if (c == '\n') {
                    // No JSON string goes on here: the element is broken, the next line need not
                    // be.
                    keep(from);
                    at++;
                    return true;
                }
                quoted = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (depth == 0 && (c == ',' || c == ']')) {
                keep(from);
                at++;
                shape = c == ']' ? Shape.AFTER_ARRAY : Shape.ARRAY;
                return true;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth = Math.max(0, depth - 1);
            }
            at++;
        }
    }

    private void clear() {
        textEnd = 0;
        tooLong = false;
    }

    /** Keeps the bytes from {@code from} to where it is, unless the value is too long. */
    private void keep(int from) {
        int length = at - from;
        if (tooLong || textEnd + length > mostBytes) {
            tooLong = true;
            textEnd = 0;
            return;
        }
        if (textEnd + length > text.length) {
            text = Arrays.copyOf(text, Math.max(textEnd + length, 2 * text.length));
        }
        System.arraycopy(window, from, text, textEnd, length);
        textEnd += length;
    }

    private Piece piece(long beginLine, long begin) {
        Mark end = boundary();
        if (tooLong) {
            return new Piece.TooLong(beginLine, begin, end);
        }
        while (isBlank(text[textEnd - 1])) {
            textEnd--;
        }
        return new Piece.Text(beginLine, begin, end, Arrays.copyOf(text, textEnd));
    }

    private Mark boundary() {
        crc.update(window, summed, at - summed);
        summed = at;
        if (base + at > bounded) {
            bounded = base + at;
            digest = digest * MIX + crc.getValue() + 1;
            crc.reset();
        }
        return new Mark(bounded, line, shape, digest);
    }

    private void skipByteOrderMark() throws IOException {
        if (base + at == 0) {
            for (byte expected : BYTE_ORDER_MARK) {
                if (peek() != (expected & 0xFF)) {
                    return;
                }
                at++;
            }
        }
    }

    private int peekPastBlanks() throws IOException {
        int next = peek();
        while (next >= 0 && isBlank((byte) next)) {
            if (next == '\n') {
                line++;
            }
            at++;
            next = peek();
        }
        return next;
    }

    private int peek() throws IOException {
        return at < limit || fill() ? window[at] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        crc.update(window, summed, at - summed);
        summed = at;
        int read = in.read(window);
        if (read < 0) {
            return false;
        }
        base += limit;
        at = 0;
        summed = 0;
        limit = read;
        return true;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}

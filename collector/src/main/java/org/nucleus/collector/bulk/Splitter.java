package org.nucleus.collector.bulk;

import org.nucleus.model.Upload.Mark;
import org.nucleus.model.Upload.Shape;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts content into its JSON values as it arrives: the elements of an array, the lines of NDJSON,
 * or documents of several lines each. The first character tells an array; the first line tells
 * NDJSON, unless it leaves brackets open. Whether a value is right JSON is for its reader to say:
 * brackets and quotes are only counted. Holds one value at a time, and of one that is too long
 * nothing.
 */
final class Splitter {
    private static final int WINDOW = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final boolean last;
    private final ContentDigest digest;
    private final byte[] window = new byte[WINDOW];
    private final ValueBytes text;
    private int at;
    private int limit;
    private long base;
    private long line;
    private Shape shape;
    private boolean ended;

    /**
     * @param in the decoded content from {@code from} on
     * @param mostBytes of one value
     * @param last whether the content ends where the stream ends; if not, a value without separator
     *     after it is not whole yet
     */
    Splitter(InputStream in, Mark from, int mostBytes, boolean last) {
        this.in = in;
        this.text = new ValueBytes(mostBytes);
        this.last = last;
        base = from.offset();
        line = from.line();
        shape = from.shape();
        digest = new ContentDigest(from);
    }

    /**
     * The next value; empty at the end.
     *
     * @throws IOException as the stream does; values read before stay good
     */
    Optional<Piece> next() throws IOException {
        return switch (shape) {
            case UNKNOWN -> unknown();
            case LINES -> line();
            case ARRAY -> element();
            case AFTER_ARRAY -> afterArray();
        };
    }

    /** The boundary after everything, once {@link #next} is empty and the content was the last. */
    Mark end() {
        return boundary();
    }

    private Optional<Piece> unknown() throws IOException {
        skipByteOrderMark();
        int first = peekPastBlanks();
        if (first < 0 || ended) {
            return Optional.empty();
        }
        if (first == '[') {
            shape = opened();
            return next();
        }
        if (first != '{' && digest.bounded() == 0) {
            ended = true;
            return Optional.of(new Piece.NoDocument(line, base + at, boundary()));
        }
        return document();
    }

    /** Takes a value to where its brackets close; one that closes on its first line to its end. */
    private Optional<Piece> document() throws IOException {
        long beginLine = line;
        long begin = base + at;
        text.clear();
        Brackets brackets = new Brackets();
        int from = at;
        while (true) {
            if (at == limit) {
                keep(from);
                if (!fill()) {
                    break;
                }
                from = at;
            }
            byte c = window[at];
            at++;
            if (c == '\n') {
                line++;
                boolean firstLine = line == beginLine + 1;
                if (firstLine && (brackets.isQuoted() || !brackets.isOpen())) {
                    shape = Shape.LINES;
                    keep(from);
                    return Optional.of(piece(beginLine, begin));
                }
                brackets.endQuote();
            } else {
                brackets.take(c);
                if (line > beginLine && !brackets.isOpen()) {
                    keep(from);
                    return Optional.of(piece(beginLine, begin));
                }
            }
        }
        if (!last) {
            return Optional.empty();
        }
        return Optional.of(line > beginLine ? unclosed(beginLine, begin) : piece(beginLine, begin));
    }

    /** A first document without an end is none: the file is something else, or cut off. */
    private Piece unclosed(long beginLine, long begin) {
        ended = true;
        return digest.bounded() == 0
                ? new Piece.NoDocument(beginLine, begin, boundary())
                : new Piece.Unclosed(beginLine, begin, boundary());
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
        text.clear();
        boolean lineEnded = false;
        while (!lineEnded) {
            int from = at;
            while (at < limit && window[at] != '\n') {
                at++;
            }
            keep(from);
            if (at < limit) {
                at++;
                line++;
                lineEnded = true;
            } else if (!fill()) {
                if (!last) {
                    return Optional.empty();
                }
                lineEnded = true;
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
            return last && !ended ? Optional.of(unclosedArray()) : Optional.empty();
        }
        long beginLine = line;
        long begin = base + at;
        return scan() || last ? Optional.of(piece(beginLine, begin)) : Optional.empty();
    }

    private Piece unclosedArray() {
        ended = true;
        return new Piece.Unclosed(line, base + at, boundary());
    }

    /** Takes an element and the separator after it; false where there is none. */
    private boolean scan() throws IOException {
        text.clear();
        Brackets brackets = new Brackets();
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
            if (c == '\n' && brackets.isQuoted()) {
                // No JSON string goes on here: the element is broken, the next line need not be.
                keep(from);
                at++;
                return true;
            }
            if (!brackets.isOpen() && (c == ',' || c == ']')) {
                keep(from);
                at++;
                shape = c == ']' ? Shape.AFTER_ARRAY : Shape.ARRAY;
                return true;
            }
            brackets.take(c);
            at++;
        }
    }

    /** Keeps the bytes from {@code from} to where it is. */
    private void keep(int from) {
        text.add(window, from, at - from);
    }

    private Piece piece(long beginLine, long begin) {
        Mark end = boundary();
        return text.isTooLong()
                ? new Piece.TooLong(beginLine, begin, end)
                : new Piece.Text(beginLine, begin, end, text.stripped());
    }

    private Mark boundary() {
        digest.bound(window, at, base + at);
        return new Mark(digest.bounded(), line, shape, digest.value());
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
        digest.pass(window, at);
        int read = in.read(window);
        if (read < 0) {
            return false;
        }
        base += limit;
        at = 0;
        digest.beginWindow();
        limit = read;
        return true;
    }

    static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}

package org.nucleus.collector.json;

import com.fasterxml.jackson.core.JsonToken;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads strict JSON (RFC 8259) token by token from bytes that {@link Utf8} found to be text,
 * without copying them: strings are looked at eight bytes at a time and decoded only when asked
 * for, names that were seen before are the same {@code String} again. Of one thread.
 *
 * <p>A fault ends the reading with {@link JsonFault}.
 */
public final class JsonReader {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = LOW * '"';
    private static final long BACKSLASHES = LOW * '\\';
    private static final long SPACES = LOW * ' ';

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Limits limits;
    private int at;

    private boolean[] objects = new boolean[16];
    private String[] names = new String[16];
    private int[] counts = new int[16];
    private int depth;

    private JsonToken token;
    private boolean valueNext;
    private int start;
    private int textEnd;
    private boolean plain;
    private char[] chars = new char[128];
    private int charCount;
    private boolean decoded;

    /**
     * What is refused however well it is formed.
     *
     * @param nesting most arrays and objects inside each other
     * @param number most bytes of a number
     * @param name most bytes of a member's name
     */
    public record Limits(int nesting, int number, int name) {}

    /** A reader of one value and nothing after it. */
    public JsonReader(Slice text, Limits limits) {
        this.bytes = text.bytes();
        this.from = text.from();
        this.to = text.to();
        this.at = from;
        this.limits = limits;
    }

    /** Moves to the next token and returns it; null after the value's end. */
    public JsonToken next() {
        if (valueNext) {
            valueNext = false;
            return value(space());
        }
        int c = space();
        if (depth == 0) {
            return root(c);
        }
        boolean object = objects[depth];
        if (c == (object ? '}' : ']')) {
            return close();
        }
        if (counts[depth]++ > 0) {
            if (c != ',') {
                throw syntax();
            }
            at++;
            c = space();
        }
        return object ? name(c) : value(c);
    }

    private JsonToken root(int c) {
        if (c < 0) {
            token = null;
            return null;
        }
        if (counts[0]++ > 0) {
            throw syntax();
        }
        return value(c);
    }

    private JsonToken close() {
        start = at++;
        token = objects[depth] ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        names[depth] = null;
        depth--;
        return token;
    }

    private void open(boolean object) {
        if (depth == limits.nesting()) {
            throw new JsonFault(JsonFault.Kind.LIMIT, at - from);
        }
        depth++;
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
            names = Arrays.copyOf(names, 2 * depth);
            counts = Arrays.copyOf(counts, 2 * depth);
        }
        objects[depth] = object;
        names[depth] = null;
        counts[depth] = 0;
        at++;
    }

    private JsonToken name(int c) {
        if (c != '"') {
            throw syntax();
        }
        string();
        if (textEnd - start > limits.name() + 1) {
            throw new JsonFault(JsonFault.Kind.LIMIT, start - from);
        }
        names[depth] = plain ? KnownNames.of(bytes, start + 1, textEnd) : text();
        if (space() != ':') {
            throw syntax();
        }
        at++;
        valueNext = true;
        token = JsonToken.FIELD_NAME;
        return token;
    }

    private JsonToken value(int c) {
        start = at;
        token =
                switch (c) {
                    case '"' -> {
                        string();
                        yield JsonToken.VALUE_STRING;
                    }
                    case '{' -> {
                        open(true);
                        yield JsonToken.START_OBJECT;
                    }
                    case '[' -> {
                        open(false);
                        yield JsonToken.START_ARRAY;
                    }
                    case 't' -> literal("true", JsonToken.VALUE_TRUE);
                    case 'f' -> literal("false", JsonToken.VALUE_FALSE);
                    case 'n' -> literal("null", JsonToken.VALUE_NULL);
                    default -> number(c);
                };
        return token;
    }

    private JsonToken literal(String word, JsonToken literal) {
        for (int i = 0; i < word.length(); i++) {
            if (at == to || bytes[at] != word.charAt(i)) {
                throw syntax();
            }
            at++;
        }
        return literal;
    }

    private JsonToken number(int first) {
        int c = first;
        if (c == '-') {
            at++;
            c = peek();
        }
        if (c == '0') {
            at++;
        } else {
            digits();
        }
        JsonToken kind = JsonToken.VALUE_NUMBER_INT;
        if (peek() == '.') {
            at++;
            digits();
            kind = JsonToken.VALUE_NUMBER_FLOAT;
        }
        if ((peek() | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
            kind = JsonToken.VALUE_NUMBER_FLOAT;
        }
        textEnd = at;
        plain = true;
        decoded = false;
        if (textEnd - start > limits.number()) {
            throw new JsonFault(JsonFault.Kind.LIMIT, start - from);
        }
        return kind;
    }

    private void digits() {
        int begin = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == begin) {
            throw syntax();
        }
    }

    /** From the opening quote to behind the closing one. */
    private void string() {
        start = at++;
        plain = true;
        decoded = false;
        while (true) {
            at = special(bytes, at, to);
            if (at == to) {
                throw syntax();
            }
            byte b = bytes[at];
            if (b == '"') {
                textEnd = at++;
                return;
            }
            if (b == '\\') {
                plain = false;
                escape();
            } else if (b < 0) {
                plain = false;
                at++;
            } else if (b < ' ') {
                throw syntax();
            } else {
                at++;
            }
        }
    }

    /**
     * Where the first byte is that is special in a string: a quote, a backslash, a control
     * character or no ASCII; or one of the last few, or the end.
     */
    public static int special(byte[] bytes, int from, int to) {
        int at = from;
        int skip = Long.BYTES;
        while (skip == Long.BYTES && at + Long.BYTES <= to) {
            skip = untilSpecial((long) LONGS.get(bytes, at));
            at += skip;
        }
        return at;
    }

    /** How many of eight bytes come before the first that is special in a string. */
    private static int untilSpecial(long eight) {
        long quote = eight ^ QUOTES;
        long backslash = eight ^ BACKSLASHES;
        long special =
                (((quote - LOW) & ~quote)
                                | ((backslash - LOW) & ~backslash)
                                | (eight - SPACES)
                                | eight)
                        & HIGH;
        return Long.numberOfTrailingZeros(special) >>> 3;
    }

    private void escape() {
        at++;
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                at++;
                for (int i = 0; i < 4; i++, at++) {
                    if (Character.digit(peek(), 16) < 0) {
                        throw syntax();
                    }
                }
            }
            default -> throw syntax();
        }
    }

    private int peek() {
        return at < to ? bytes[at] : -1;
    }

    /** Passes white space; the byte after it, or -1 at the end. */
    private int space() {
        while (at < to) {
            int c = bytes[at];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c < 0 ? 0 : c;
            }
            at++;
        }
        return -1;
    }

    private JsonFault syntax() {
        return new JsonFault(JsonFault.Kind.SYNTAX, at - from);
    }

    /**
     * Passes over the object whose start is the current token.
     *
     * @param end behind its closing brace, from the start of the input; known to the caller
     */
    public void pass(int end) {
        at = from + end - 1;
        token = close();
    }

    /** The current token; null before the first and after the last. */
    public JsonToken token() {
        return token;
    }

    /** Name of the member that the current token is the name or the value of; null outside one. */
    public String name() {
        return names[depth];
    }

    /** Byte offset of the current token, from the start of the input. */
    public int tokenStart() {
        return start - from;
    }

    /** Byte offset after the current token. */
    public int tokenEnd() {
        return at - from;
    }

    /** The current string or number, decoded. */
    public String text() {
        int first = textStart();
        if (plain) {
            return new String(bytes, first, textEnd - first, StandardCharsets.ISO_8859_1);
        }
        decode();
        return new String(chars, 0, charCount);
    }

    /** Whether the current string is that one. */
    public boolean is(String other) {
        if (!plain) {
            return text().equals(other);
        }
        int first = textStart();
        int length = textEnd - first;
        if (length != other.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[first + i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The current string or number from index 0 on, {@link #charCount} of it; not to be kept. */
    public char[] chars() {
        if (!decoded) {
            decode();
            decoded = true;
        }
        return chars;
    }

    /** How many of {@link #chars} are the current string's or number's. */
    public int charCount() {
        return charCount;
    }

    private int textStart() {
        return bytes[start] == '"' ? start + 1 : start;
    }

    private void decode() {
        int first = textStart();
        int length = textEnd - first;
        if (chars.length < length) {
            chars = new char[Math.max(length, 2 * chars.length)];
        }
        if (plain) {
            char[] out = chars;
            for (int i = 0; i < length; i++) {
                out[i] = (char) bytes[first + i];
            }
            charCount = length;
        } else {
            charCount = Unescape.decode(bytes, first, textEnd, chars);
        }
    }

    /** JSON pointer (RFC 6901) of the current value; after an object's end, of that object. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            if (!objects[i]) {
                if (counts[i] > 0) {
                    pointer.append('/').append(counts[i] - 1);
                }
            } else if (names[i] != null) {
                pointer.append('/').append(names[i].replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }
}

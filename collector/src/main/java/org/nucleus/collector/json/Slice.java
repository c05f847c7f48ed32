package org.nucleus.collector.json;

import java.util.Arrays;
import java.util.Objects;

/**
 * A range of a request's bytes, shared and not copied: the body, a part of it, a statement.
 *
 * @param bytes the array that holds it; nobody changes it
 * @param from first byte
 * @param to one past the last byte
 */
public record Slice(byte[] bytes, int from, int to) {
    public Slice {
        Objects.requireNonNull(bytes, "bytes is null");
        Objects.checkFromToIndex(from, to, bytes.length);
    }

    /** The whole array. */
    public static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    /** Number of bytes. */
    public int length() {
        return to - from;
    }

    /** The bytes of the range alone, in a new array. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}

package org.nucleus.node.send;

import java.util.Objects;

/**
 * One JSON value of a file, byte for byte: a statement or an envelope.
 *
 * @param bytes as they are in the file
 * @param line where it begins, from 1
 */
@SuppressWarnings("ArrayRecordComponent")
record Piece(byte[] bytes, long line) {
    Piece {
        Objects.requireNonNull(bytes, "bytes is null");
    }
}

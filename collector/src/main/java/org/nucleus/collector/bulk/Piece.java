package org.nucleus.collector.bulk;

import org.nucleus.model.Upload;

import java.util.Objects;

/** One JSON value of the content, or the place of one. */
public sealed interface Piece {
    /** The line on which it begins, from 1. */
    long line();

    /** Where it begins, in bytes of the decoded content. */
    long offset();

    /** The boundary after it. */
    Upload.Mark end();

    /**
     * The bytes between two separators, without blanks around them.
     *
     * @param bytes at least one; nobody changes them
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Text(long line, long offset, Upload.Mark end, byte[] bytes) implements Piece {
        public Text {
            Objects.requireNonNull(end, "end is null");
            Objects.requireNonNull(bytes, "bytes is null");
        }
    }

    /** A value of more bytes than are allowed, passed over. */
    record TooLong(long line, long offset, Upload.Mark end) implements Piece {
        public TooLong {
            Objects.requireNonNull(end, "end is null");
        }
    }

    /** The end of the content, where a JSON array or a document of several lines is still open. */
    record Unclosed(long line, long offset, Upload.Mark end) implements Piece {
        public Unclosed {
            Objects.requireNonNull(end, "end is null");
        }
    }

    /**
     * The beginning of content that is no JSON document and no array: it begins otherwise, or its
     * first document does not end. Nothing follows.
     */
    record NoDocument(long line, long offset, Upload.Mark end) implements Piece {
        public NoDocument {
            Objects.requireNonNull(end, "end is null");
        }
    }
}

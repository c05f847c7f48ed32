package org.nucleus.collector.bulk;

import org.nucleus.model.Source;
import org.nucleus.model.Upload;

import java.util.Objects;

/**
 * What the head of one request says.
 *
 * @param source that sends it
 * @param id of the upload
 * @param offset of the body's first byte in the decoded content: 0, or where the upload is settled
 * @param last whether the content ends where the body ends
 * @param coding how the body is compressed
 * @param reader of the source's format
 * @param mostLineBytes of one JSON value
 * @param turn when events may be appended
 * @param heard of events as they are settled
 */
public record BulkRequest(
        Source source,
        String id,
        long offset,
        boolean last,
        ContentCoding coding,
        LineReader reader,
        int mostLineBytes,
        Turn turn,
        Heard heard) {
    /** Holds an upload to what its source may send; on the thread that reads it. */
    public interface Turn {
        /**
         * Takes so many events, all or none.
         *
         * @return 0 where they were taken, else in how many nanoseconds to ask again
         */
        long take(int events);
    }

    /** Counts what becomes of events; on any thread. */
    public interface Heard {
        /** More of the upload is on the log. */
        void settled(long accepted, long rejected);
    }

    public BulkRequest {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(coding, "coding is null");
        Objects.requireNonNull(reader, "reader is null");
        Objects.requireNonNull(turn, "turn is null");
        Objects.requireNonNull(heard, "heard is null");
    }

    String key() {
        return Upload.key(source.id(), id);
    }
}

package org.nucleus.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far one large file has come: the value of {@code ops.uploads}. Everything up to its mark is
 * settled: on the log, as an event or as a failed event.
 *
 * @param source id of the source that sends it
 * @param id the client's name for it, unique within the source
 * @param revision grows with every change
 * @param complete whether all of it is settled
 * @param received bytes of request bodies as sent, of all requests together
 * @param mark up to where it is settled
 * @param counts of what is settled
 * @param errors the first {@value #MOST_ERRORS} rejections
 * @param failures where on {@code events.failed} the rejections are
 * @param refusal why nothing more of it will be taken
 * @param updatedTime of the last change, millisecond precision
 * @param unknown kept for the later version that wrote them
 */
public record Upload(
        String source,
        String id,
        long revision,
        boolean complete,
        long received,
        Mark mark,
        Counts counts,
        List<Rejection> errors,
        Optional<Span> failures,
        Optional<Violation> refusal,
        Instant updatedTime,
        UnknownMembers unknown) {
    /** Most rejections that an upload itself lists. */
    public static final int MOST_ERRORS = 20;

    /** What the content is, as far as its beginning has shown. */
    public enum Shape {
        /** Nothing so far but blanks, or documents of several lines each. */
        UNKNOWN,
        /** One JSON value a line. */
        LINES,
        /** Inside a JSON array. */
        ARRAY,
        /** After the end of a JSON array. */
        AFTER_ARRAY
    }

    /**
     * A boundary between two JSON values of the content.
     *
     * @param offset bytes of the decoded content before it
     * @param line the line it is on, from 1
     * @param shape how the content goes on
     * @param digest of all bytes before it
     */
    public record Mark(long offset, long line, Shape shape, long digest) {
        /** Before the first byte. */
        public static final Mark START = new Mark(0, 1, Shape.UNKNOWN, 0);

        public Mark {
            Objects.requireNonNull(shape, "shape is null");
        }
    }

    /**
     * Numbers of what is settled.
     *
     * @param lines JSON values read
     * @param accepted events on {@code events.received}
     * @param rejected entries of the error report
     */
    public record Counts(long lines, long accepted, long rejected) {
        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * Part of one partition of a topic.
     *
     * @param partition of the topic
     * @param first offset of the first record
     * @param last offset of the last record
     */
    public record Span(int partition, long first, long last) {
        /** This span, or one that reaches to {@code offset}, too. */
        public Span with(long offset) {
            return new Span(partition, Math.min(first, offset), Math.max(last, offset));
        }
    }

    public Upload {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(mark, "mark is null");
        Objects.requireNonNull(counts, "counts is null");
        errors = List.copyOf(errors);
        Objects.requireNonNull(failures, "failures is null");
        Objects.requireNonNull(refusal, "refusal is null");
        updatedTime = updatedTime.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** One of which nothing has come yet. */
    public static Upload begin(String source, String id, Instant now) {
        return new Upload(
                source,
                id,
                0,
                false,
                0,
                Mark.START,
                Counts.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                now,
                UnknownMembers.NONE);
    }

    /** The same with its rejections there. */
    public Upload at(Optional<Span> span) {
        return new Upload(
                source,
                id,
                revision,
                complete,
                received,
                mark,
                counts,
                errors,
                span,
                refusal,
                updatedTime,
                unknown);
    }

    /** The same, ended where it is. */
    public Upload refused(Violation reason, Instant now) {
        return new Upload(
                source,
                id,
                revision + 1,
                false,
                received,
                mark,
                counts,
                errors,
                failures,
                Optional.of(reason),
                now,
                unknown);
    }

    /** Whether nothing more of it will be taken: it is complete, or refused. */
    public boolean over() {
        return complete || refusal.isPresent();
    }

    /** Record key: sources are unique in the house, uploads within their source. */
    public static String key(String source, String id) {
        return source + "|" + id;
    }
}

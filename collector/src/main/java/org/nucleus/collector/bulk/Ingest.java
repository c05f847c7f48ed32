package org.nucleus.collector.bulk;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Rejection;
import org.nucleus.model.Source;
import org.nucleus.model.Upload;
import org.nucleus.model.Upload.Mark;
import org.nucleus.model.Violation;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Warnings;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The reading of one body: from its bytes to records in a {@link Window}. What the upload has
 * already settled is passed over, and checked to be the same content. Used by one thread.
 */
final class Ingest {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int CHUNK_RECORDS = 500;
    private static final int VIOLATIONS_LISTED = 5;
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] NOTHING = {};

    private final Upload from;
    private final BulkRequest request;
    private final BodyPipe body;
    private final Window window;
    private final Clock clock;
    private final FailedLines failedLines;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Rejection> errors;
    private long bytes;
    private long revision;
    private Instant now;
    private Optional<Origin> origin = Optional.empty();
    private Mark mark;
    private long lines;
    private long accepted;
    private long rejected;
    private long readNanos;
    private boolean recognised;
    private boolean open = true;

    private record Origin(String formatVersion, ReceivedRecords.Origin records) {}

    Ingest(Upload from, BulkRequest request, BodyPipe body, Window window, Clock clock) {
        this.from = from;
        this.request = request;
        this.body = body;
        this.window = window;
        this.clock = clock;
        failedLines = new FailedLines(request.source(), request.id());
        errors = new ArrayList<>(from.errors());
        revision = from.revision();
        mark = from.mark();
        lines = from.counts().lines();
        accepted = from.counts().accepted();
        rejected = from.counts().rejected();
        recognised = request.offset() == from.mark().offset();
        now = clock.instant();
    }

    /** Reads to the end of the body, and returns when nothing is in flight any more. */
    End run() {
        End end = read();
        readNanos = System.nanoTime();
        if (!records.isEmpty()) {
            flush(false);
        }
        Optional<AppendOutcome> failure = window.drain();
        return failure.map(Ingest::end).orElse(end);
    }

    /** When the body had been read, by {@link System#nanoTime}; known once it has run. */
    long readNanos() {
        return readNanos;
    }

    private static End end(AppendOutcome failure) {
        return switch (failure) {
            case AppendOutcome.Appended ignored -> End.COMPLETE;
            case AppendOutcome.TooLarge ignored -> End.TOO_LARGE;
            case AppendOutcome.Unavailable ignored -> End.LOG_UNAVAILABLE;
        };
    }

    private End read() {
        Mark begin = recognised ? from.mark() : Mark.START;
        try (InputStream content = new Flushing(request.coding().decode(body))) {
            Splitter splitter =
                    new Splitter(content, begin, request.mostLineBytes(), request.last());
            Optional<Piece> next = splitter.next();
            while (next.isPresent() && open) {
                Optional<End> end = take(next.get());
                if (end.isPresent()) {
                    return end.get();
                }
                next = splitter.next();
            }
            return request.last() && open ? complete(splitter.end()) : End.PART;
        } catch (BodyCut e) {
            return End.CUT;
        } catch (IOException e) {
            return End.BROKEN;
        }
    }

    private End complete(Mark end) {
        if (!recognise(end)) {
            return End.OTHER_CONTENT;
        }
        mark = end;
        flush(true);
        return End.COMPLETE;
    }

    /** Empty unless this piece ends the reading. */
    private Optional<End> take(Piece piece) throws BodyCut {
        if (piece instanceof Piece.NoDocument) {
            return Optional.of(
                    from.mark().equals(Mark.START) ? End.NO_DOCUMENT : End.OTHER_CONTENT);
        }
        if (!recognised && piece.end().offset() <= from.mark().offset()) {
            boolean known = piece.end().offset() < from.mark().offset() || recognise(piece.end());
            return known ? Optional.empty() : Optional.of(End.OTHER_CONTENT);
        }
        if (!recognised) {
            return Optional.of(End.OTHER_CONTENT);
        }
        settleNext(piece);
        return Optional.empty();
    }

    private void settleNext(Piece piece) throws BodyCut {
        List<Item> items =
                piece instanceof Piece.Text text ? request.reader().read(text, now) : List.of();
        awaitTurn(Math.max(1, items.size()));
        lines++;
        switch (piece) {
            case Piece.Text text -> items.forEach(item -> add(text, item));
            case Piece.TooLong ignored ->
                    reject(
                            piece,
                            "bulk.line.size",
                            "is longer than " + request.mostLineBytes() + " bytes");
            case Piece.Unclosed ignored -> {
                lines--;
                boolean array = piece.end().shape() == Upload.Shape.ARRAY;
                reject(
                        piece,
                        array ? "bulk.array.open" : "bulk.document.open",
                        "the %s does not end, something may be cut off"
                                .formatted(array ? "array" : "document"));
            }
            case Piece.NoDocument ignored ->
                    throw new IllegalStateException("content that is no document has no values");
        }
        mark = piece.end();
        if (bytes >= CHUNK_BYTES || records.size() >= CHUNK_RECORDS) {
            flush(false);
        }
    }

    /** Waits until the source may send so much; what was read before is appended meanwhile. */
    private void awaitTurn(int events) throws BodyCut {
        long wait = request.turn().take(events);
        while (wait > 0) {
            if (!records.isEmpty()) {
                flush(false);
            }
            body.rest(Math.min(wait, LONGEST_REST_NANOS));
            wait = request.turn().take(events);
        }
    }

    private boolean recognise(Mark end) {
        recognised = recognised || end.equals(from.mark());
        return recognised;
    }

    private void add(Piece.Text line, Item item) {
        switch (item) {
            case Item.Good good -> {
                records.add(
                        Warnings.on(
                                origin(good.formatVersion())
                                        .record(good.eventId(), good.subject(), good.payload()),
                                good.warnings()));
                bytes += good.payload().length;
                accepted++;
            }
            case Item.Bad bad -> reject(line, bad.violations(), bad.payload());
        }
    }

    private void reject(Piece piece, String rule, String message) {
        reject(piece, List.of(new Violation("", rule, message)), NOTHING);
    }

    private void reject(Piece piece, List<Violation> violations, byte[] payload) {
        Rejection rejection = new Rejection(piece.line(), piece.offset(), violations);
        records.add(failedLines.record(rejection, payload, now));
        bytes += payload.length;
        rejected++;
        if (errors.size() < Upload.MOST_ERRORS) {
            int most = Math.min(violations.size(), VIOLATIONS_LISTED);
            errors.add(new Rejection(piece.line(), piece.offset(), violations.subList(0, most)));
        }
    }

    private ReceivedRecords.Origin origin(String formatVersion) {
        if (origin.isEmpty() || !origin.get().formatVersion().equals(formatVersion)) {
            Source source = request.source();
            origin =
                    Optional.of(
                            new Origin(
                                    formatVersion,
                                    new ReceivedRecords.Origin(
                                            source.tenant(),
                                            source.id(),
                                            source.format(),
                                            formatVersion,
                                            now)));
        }
        return origin.get().records();
    }

    private void flush(boolean complete) {
        revision++;
        Upload after =
                new Upload(
                        from.source(),
                        from.id(),
                        revision,
                        complete,
                        from.received() + body.received(),
                        mark,
                        new Upload.Counts(lines, accepted, rejected),
                        errors,
                        Optional.empty(),
                        Optional.empty(),
                        now,
                        from.unknown());
        open = window.append(new Chunk(records, bytes, after));
        records.clear();
        bytes = 0;
        now = clock.instant();
        origin = Optional.empty();
    }

    /** The content; before it waits for more of the body, what was read is appended. */
    private final class Flushing extends FilterInputStream {
        private Flushing(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (!records.isEmpty() && body.available() == 0) {
                flush(false);
            }
            return super.read(into, from, length);
        }
    }
}

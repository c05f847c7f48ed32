package org.nucleus.collector.http;

import io.vertx.core.http.HttpServerRequest;

import org.nucleus.collector.bulk.ContentCoding;
import org.nucleus.collector.bulk.DirectUploads;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** What the head of a request to {@link Tickets} says, or why it cannot be read. */
sealed interface TicketHead {
    /**
     * It can be read.
     *
     * @param upload id that the file will have
     * @param file what its sender says of it
     */
    record Readable(String upload, DirectUploads.Announced file) implements TicketHead {}

    /** It cannot. */
    record Refused(Problem problem) implements TicketHead {}

    String LINES = "application/x-ndjson";
    Set<String> MEDIA_TYPES = Set.of(LINES, "application/json");

    static TicketHead read(HttpServerRequest request, long mostBytes) {
        String id =
                Optional.ofNullable(request.getHeader("Upload-Id"))
                        .orElseGet(() -> UUID.randomUUID().toString());
        if (!DirectUploads.UPLOAD_ID.matcher(id).matches()) {
            return refused(
                    "Upload-Id",
                    "1 to 128 of letters, digits, '.', '_' and '-', first a letter or digit");
        }
        String length = request.getHeader("Upload-Length");
        OptionalLong bytes = length == null ? OptionalLong.empty() : BulkHead.number(length);
        if (length != null && bytes.orElse(0) == 0) {
            return refused("Upload-Length", "a number of bytes, not 0");
        }
        if (bytes.orElse(0) > mostBytes) {
            return new Refused(Problem.fileTooLarge(mostBytes));
        }
        Optional<ContentCoding> coding = ContentCoding.named(request.getHeader("Upload-Encoding"));
        if (coding.isEmpty()) {
            return new Refused(Problem.encoding("gzip, zstd, identity"));
        }
        String mediaType = Optional.ofNullable(request.getHeader("Upload-Type")).orElse(LINES);
        if (!MEDIA_TYPES.contains(mediaType)) {
            return new Refused(Problem.mediaType("application/x-ndjson, application/json"));
        }
        return new Readable(id, new DirectUploads.Announced(bytes, coding.get(), mediaType));
    }

    private static Refused refused(String header, String what) {
        return new Refused(Problem.uploadHeader(header, what));
    }
}

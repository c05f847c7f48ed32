package org.nucleus.collector.bulk;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.nucleus.collector.log.FailedRecords;
import org.nucleus.model.EventId;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Rejection;
import org.nucleus.model.Source;
import org.nucleus.model.Upload;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.FailedEvents;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Rejections as records of {@code events.failed}; headers say of which upload they are and where in
 * it, so that the error report can be read back from there.
 */
final class FailedLines {
    private static final String UPLOAD = "upload";
    private static final String LINE = "line";
    private static final String OFFSET = "offset";
    private static final int ROOM = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final Source source;
    private final String key;

    FailedLines(Source source, String upload) {
        this.source = source;
        this.key = Upload.key(source.id(), upload);
    }

    /** The record; without the payload where the log would not take it. */
    ProducerRecord<byte[], byte[]> record(Rejection rejection, byte[] payload, Instant now) {
        FailedEvent failed = failed(rejection, payload, now);
        if (FailedEventCodec.encode(failed).length > Clients.MAX_RECORD_BYTES - ROOM) {
            failed = failed(rejection, NOTHING, now);
        }
        ProducerRecord<byte[], byte[]> record = FailedEvents.toRecord(failed);
        record.headers()
                .add(UPLOAD, utf8(key))
                .add(LINE, utf8(Long.toString(rejection.line())))
                .add(OFFSET, utf8(Long.toString(rejection.offset())));
        return record;
    }

    private FailedEvent failed(Rejection rejection, byte[] payload, Instant now) {
        String id =
                payload.length == 0
                        ? EventId.of(
                                        source.id(),
                                        FailedRecords.STAGE + "|" + key + "|" + rejection.offset())
                                .toString()
                        : FailedRecords.idOf(source, payload);
        return FailedRecords.event(id, source, now, rejection.violations(), payload);
    }

    /** The rejection that a record of {@code events.failed} is; empty if not of that upload. */
    static Optional<Rejection> rejection(String uploadKey, Headers headers, byte[] value) {
        if (!uploadKey.equals(text(headers, UPLOAD))) {
            return Optional.empty();
        }
        return Optional.of(
                new Rejection(
                        Long.parseLong(text(headers, LINE)),
                        Long.parseLong(text(headers, OFFSET)),
                        FailedEventCodec.decode(value).violations()));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

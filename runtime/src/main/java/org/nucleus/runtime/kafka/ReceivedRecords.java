package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;

/** A {@link ReceivedEvent} as a record of {@code events.received}: value bytes plus headers. */
public final class ReceivedRecords {
    private static final String TENANT = "tenant";
    private static final String SOURCE = "source";
    private static final String FORMAT = "format";
    private static final String FORMAT_VERSION = "format-version";
    private static final String RECEIVED_TIME = "received-time";
    private static final String EVENT_ID = "event-id";

    private ReceivedRecords() {}

    /** The record to append; its Kafka timestamp is the received time. */
    public static ProducerRecord<byte[], byte[]> toRecord(ReceivedEvent event) {
        return new Origin(
                        event.tenant(),
                        event.source(),
                        event.format(),
                        event.formatVersion(),
                        event.receivedTime())
                .record(event.eventId(), event.subject(), event.payload());
    }

    /** What the events of one request have in common, written once for all their records. */
    public static final class Origin {
        private final String tenant;
        private final long receivedTime;
        private final Header[] common;

        /** As in {@link ReceivedEvent}. */
        public Origin(
                String tenant,
                String source,
                Format format,
                String formatVersion,
                Instant receivedTime) {
            this.tenant = tenant;
            this.receivedTime = receivedTime.toEpochMilli();
            this.common =
                    new Header[] {
                        header(TENANT, tenant),
                        header(SOURCE, source),
                        header(FORMAT, format.name()),
                        header(FORMAT_VERSION, formatVersion),
                        header(RECEIVED_TIME, Long.toString(this.receivedTime))
                    };
        }

        /** The record to append for one event; the rest is as in {@link ReceivedEvent}. */
        public ProducerRecord<byte[], byte[]> record(
                String eventId, String subject, byte[] payload) {
            Header[] headers = Arrays.copyOf(common, common.length + 1);
            headers[common.length] = header(EVENT_ID, eventId);
            return new ProducerRecord<>(
                    Topic.EVENTS_RECEIVED.name(),
                    null,
                    receivedTime,
                    utf8(Topic.key(tenant, subject)),
                    payload,
                    new RecordHeaders(headers));
        }
    }

    /**
     * The event a record carries.
     *
     * @param key of the record: tenant and subject
     * @throws IllegalArgumentException naming the header, or the key or value, that is missing or
     *     cannot be read
     */
    public static ReceivedEvent toEvent(byte[] key, Headers headers, byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("value is missing");
        }
        String tenant = text(headers, TENANT);
        return new ReceivedEvent(
                tenant,
                text(headers, SOURCE),
                read(headers, FORMAT, Format::valueOf),
                text(headers, FORMAT_VERSION),
                read(
                        headers,
                        RECEIVED_TIME,
                        millis -> Instant.ofEpochMilli(Long.parseLong(millis))),
                text(headers, EVENT_ID),
                subject(tenant, key),
                value);
    }

    private static String subject(String tenant, byte[] key) {
        String prefix = Topic.key(tenant, "");
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("key is not one of the tenant");
        }
        return text.substring(prefix.length());
    }

    private static <T> T read(Headers headers, String name, Function<String, T> reader) {
        String text = text(headers, name);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("header " + name + " cannot be read", e);
        }
    }

    private static RecordHeader header(String name, String text) {
        return new RecordHeader(name, utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}

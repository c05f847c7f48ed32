package org.nucleus.runtime.kafka;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.model.UuidText;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A {@link ReceivedEvent} as a record of {@code events.received}: the payload is the value, and all
 * that is known besides is one header, {@code received}, as JSON: {@code
 * {"tenant":"demo","source":"lms","format":"XAPI","formatVersion":"1.0.3",
 * "receivedTime":1763757000000,"eventId":"…"}}. One, because the producer pays for each.
 */
public final class ReceivedRecords {
    private static final String HEADER = "received";
    private static final String TENANT = "tenant";
    private static final String SOURCE = "source";
    private static final String FORMAT = "format";
    private static final String FORMAT_VERSION = "formatVersion";
    private static final String RECEIVED_TIME = "receivedTime";
    private static final String EVENT_ID = "eventId";
    private static final JsonStringEncoder QUOTES = JsonStringEncoder.getInstance();
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    private ReceivedRecords() {}

    /** The record to append; its Kafka timestamp is the received time. */
    public static ProducerRecord<byte[], byte[]> toRecord(ReceivedEvent event) {
        Origin origin =
                new Origin(
                        event.tenant(),
                        event.source(),
                        event.format(),
                        event.formatVersion(),
                        event.receivedTime());
        return Warnings.on(
                origin.record(event.eventId(), event.subject(), event.payload()), event.warnings());
    }

    /** What the events of one request have in common, written once for all their records. */
    public static final class Origin {
        private static final byte[] END = utf8("\"}");
        private static final byte[] NOTHING = {};

        private final byte[] key;
        private final long receivedTime;
        private final byte[] common;

        /** As in {@link ReceivedEvent}. */
        public Origin(
                String tenant,
                String source,
                Format format,
                String formatVersion,
                Instant receivedTime) {
            this.key = utf8(Topic.key(tenant, ""));
            this.receivedTime = receivedTime.toEpochMilli();
            this.common =
                    utf8(
                            '{'
                                    + member(TENANT, tenant)
                                    + member(SOURCE, source)
                                    + member(FORMAT, format.name())
                                    + member(FORMAT_VERSION, formatVersion)
                                    + "\""
                                    + RECEIVED_TIME
                                    + "\":"
                                    + this.receivedTime
                                    + ",\""
                                    + EVENT_ID
                                    + "\":\"");
        }

        /** The record to append for one event; the rest is as in {@link ReceivedEvent}. */
        public ProducerRecord<byte[], byte[]> record(
                String eventId, String subject, byte[] payload) {
            return record(joined(common, quotedUtf8(eventId), END), subject, payload);
        }

        /** The same for an event whose id is a uuid, which needs no text of its own. */
        public ProducerRecord<byte[], byte[]> record(UUID eventId, String subject, byte[] payload) {
            int end = common.length + UuidText.LENGTH;
            byte[] header = Arrays.copyOf(common, end + END.length);
            UuidText.write(eventId, header, common.length);
            System.arraycopy(END, 0, header, end, END.length);
            return record(header, subject, payload);
        }

        private ProducerRecord<byte[], byte[]> record(
                byte[] header, String subject, byte[] payload) {
            return new ProducerRecord<>(
                    Topic.EVENTS_RECEIVED.name(),
                    null,
                    receivedTime,
                    joined(key, utf8(subject), NOTHING),
                    payload,
                    List.of(new RecordHeader(HEADER, header)));
        }

        private static byte[] joined(byte[] first, byte[] second, byte[] third) {
            byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            System.arraycopy(third, 0, all, first.length + second.length, third.length);
            return all;
        }

        private static byte[] quotedUtf8(String text) {
            return isPlain(text) ? utf8(text) : QUOTES.quoteAsUTF8(text);
        }

        /** Whether it needs no escape; ids seldom do. */
        private static boolean isPlain(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                    return false;
                }
            }
            return true;
        }

        private static String member(String name, String text) {
            String quoted = isPlain(text) ? text : new String(QUOTES.quoteAsString(text));
            return '"' + name + "\":\"" + quoted + "\",";
        }
    }

    /**
     * The event a record carries.
     *
     * @param key of the record: tenant and subject
     * @throws IllegalArgumentException naming the header, its member, or the key or value, that is
     *     missing or cannot be read
     */
    public static ReceivedEvent toEvent(byte[] key, Headers headers, byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("value is missing");
        }
        JsonNode received = received(headers);
        String tenant = text(received, TENANT);
        return new ReceivedEvent(
                tenant,
                text(received, SOURCE),
                read(received, FORMAT, Format::valueOf),
                text(received, FORMAT_VERSION),
                read(
                        received,
                        RECEIVED_TIME,
                        millis -> Instant.ofEpochMilli(Long.parseLong(millis))),
                text(received, EVENT_ID),
                subject(tenant, key),
                value,
                Warnings.of(headers));
    }

    private static JsonNode received(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("header " + HEADER + " is missing");
        }
        try {
            return JSON.readTree(header.value());
        } catch (IOException e) {
            throw new IllegalArgumentException("header " + HEADER + " cannot be read", e);
        }
    }

    private static String subject(String tenant, byte[] key) {
        String prefix = Topic.key(tenant, "");
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (!text.startsWith(prefix)) {
            throw new IllegalArgumentException("key is not one of the tenant");
        }
        return text.substring(prefix.length());
    }

    private static <T> T read(JsonNode received, String name, Function<String, T> reader) {
        String text = text(received, name);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " of header " + HEADER + " cannot be read", e);
        }
    }

    private static String text(JsonNode received, String name) {
        JsonNode member = received.get(name);
        if (member == null || !member.isValueNode() || member.isNull()) {
            throw new IllegalArgumentException(name + " of header " + HEADER + " is missing");
        }
        return member.asText();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

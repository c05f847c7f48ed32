package org.nucleus.collector.spool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records ⇄ a file's bytes: JSON {@code [{"topic":"events.received","timestamp":1763757000000,
 * "key":"…","value":"…","headers":[{"key":"received","value":"…"}]}]}, the key of a record and all
 * values as base64.
 */
final class SpooledRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Entry(
            String topic, long timestamp, byte[] key, byte[] value, List<Field> headers) {
        static Entry of(ProducerRecord<byte[], byte[]> record) {
            return new Entry(
                    record.topic(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    Stream.of(record.headers().toArray()).map(Field::of).toList());
        }

        ProducerRecord<byte[], byte[]> toRecord() {
            List<Header> all = headers.stream().map(Field::toHeader).toList();
            return new ProducerRecord<>(topic, null, timestamp, key, value, all);
        }
    }

    private record Field(String key, byte[] value) {
        static Field of(Header header) {
            return new Field(header.key(), header.value());
        }

        Header toHeader() {
            return new RecordHeader(key, value);
        }
    }

    private SpooledRecords() {}

    static byte[] encode(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            return JSON.writeValueAsBytes(records.stream().map(Entry::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and bytes always have JSON", e);
        }
    }

    /**
     * The records in {@code bytes}.
     *
     * @throws IllegalArgumentException when these are not what {@link #encode} wrote
     */
    static List<ProducerRecord<byte[], byte[]>> decode(byte[] bytes) {
        try {
            return Arrays.stream(JSON.readValue(bytes, Entry[].class))
                    .map(Entry::toRecord)
                    .toList();
        } catch (IOException | NullPointerException e) {
            throw new IllegalArgumentException("no records, or not whole ones", e);
        }
    }
}

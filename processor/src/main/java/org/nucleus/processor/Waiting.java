package org.nucleus.processor;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An event that waits for another one to tell what it belongs to.
 *
 * @param since when it began to, epoch milliseconds of this machine
 * @param record key, time and headers that it goes on with
 * @param event normalised
 */
record Waiting(long since, Record<byte[], ?> record, Event event) {
    Waiting {
        Objects.requireNonNull(record, "record is null");
        Objects.requireNonNull(event, "event is null");
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(since);
            out.writeLong(record.timestamp());
            write(record.key(), out);
            Header[] headers = record.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                out.writeUTF(header.key());
                write(header.value(), out);
            }
            write(EventCodec.encode(event), out);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Since when what is encoded there waits, which comes first. */
    static long since(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    static Waiting decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long since = in.readLong();
            long time = in.readLong();
            byte[] key = read(in);
            Headers headers = new RecordHeaders();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(in.readUTF(), read(in));
            }
            return new Waiting(
                    since, new Record<>(key, null, time, headers), EventCodec.decode(read(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("an event waits that this version did not write", e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}

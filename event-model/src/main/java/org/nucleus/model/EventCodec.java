package org.nucleus.model;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.Map;

/**
 * {@link Event} ⇄ the bytes on {@code events.enriched}: Avro single-object encoding (Avro 1.12
 * specification, "Single-object encoding": C3 01, fingerprint, datum) of {@code event.avsc}.
 * Stateless, so safe for any thread.
 */
public final class EventCodec {
    private static final int HEADER_BYTES = 10;
    private static final byte MARKER = (byte) 0xC3;
    private static final byte VERSION = 1;
    private static final int BYTES_BESIDE_PAYLOAD = 1024;
    private static final Map<Long, Schema> READABLE = EventSchemas.byFingerprint();
    private static final long CURRENT =
            SchemaNormalization.parsingFingerprint64(EventSchemas.current());
    private static final byte[] HEADER =
            ByteBuffer.allocate(HEADER_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(MARKER)
                    .put(VERSION)
                    .putLong(CURRENT)
                    .array();

    private EventCodec() {}

    /** The event in the current schema; the same event always gives the same bytes. */
    public static byte[] encode(Event event) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(event.payload().length() + BYTES_BESIDE_PAYLOAD);
        out.write(HEADER, 0, HEADER_BYTES);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new EventWriter(encoder).write(event);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return out.toByteArray();
    }

    /**
     * The event in {@code bytes}, written with the current schema or any earlier one.
     *
     * @throws LaterVersionException when they are of a schema that this version does not know
     * @throws IllegalArgumentException when they are no single-object encoding of an event
     */
    public static Event decode(byte[] bytes) {
        try {
            long fingerprint = fingerprint(bytes);
            BinaryDecoder decoder = datum(bytes);
            if (fingerprint != CURRENT) {
                decoder = inCurrentSchema(earlier(fingerprint), decoder);
            }
            Event event = new EventReader(decoder).read();
            if (!decoder.isEnd()) {
                throw new IllegalArgumentException("bytes follow the event");
            }
            return event;
        } catch (IOException
                | AvroRuntimeException
                | DateTimeException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
        }
    }

    private static long fingerprint(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MARKER || bytes[1] != VERSION) {
            throw new IllegalArgumentException("not an Avro single-object encoding");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }

    private static Schema earlier(long fingerprint) {
        Schema writer = READABLE.get(fingerprint);
        if (writer == null) {
            throw new LaterVersionException(
                    "no event schema of this version has the fingerprint %016x"
                            .formatted(fingerprint));
        }
        return writer;
    }

    private static BinaryDecoder datum(byte[] bytes) {
        return DecoderFactory.get()
                .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
    }

    static BinaryDecoder inCurrentSchema(Schema writer, BinaryDecoder decoder) throws IOException {
        Schema current = EventSchemas.current();
        GenericRecord event =
                new GenericDatumReader<GenericRecord>(writer, current).read(null, decoder);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(current).write(event, encoder);
        encoder.flush();
        return DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
    }
}

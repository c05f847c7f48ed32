package org.nucleus.testkit;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.EventSchemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Events as the next version may write them: its schema has one member more. */
public final class LaterEvents {
    private static final int HEADER_BYTES = 10;
    private static final int FINGERPRINT_AT = 2;
    private static final Schema NEXT = next();

    private LaterEvents() {}

    /** The event in the next schema. */
    public static byte[] encode(Event event) {
        return translate(EventCodec.encode(event), EventSchemas.current(), NEXT);
    }

    /** What the next version makes of its own bytes, for code of this one; others stay. */
    public static byte[] inCurrentSchema(byte[] value) {
        long written =
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
        return written == fingerprintOf(NEXT)
                ? translate(value, NEXT, EventSchemas.current())
                : value;
    }

    /** The next schema's fingerprint, 16 hexadecimal digits. */
    public static String fingerprint() {
        return "%016x".formatted(fingerprintOf(NEXT));
    }

    private static long fingerprintOf(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static byte[] translate(byte[] value, Schema from, Schema to) {
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(value, 0, FINGERPRINT_AT)
                        .putLong(fingerprintOf(to))
                        .array());
        try {
            GenericRecord event =
                    new GenericDatumReader<GenericRecord>(from, to).read(null, decoder);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(to).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Schema next() {
        Schema current = EventSchemas.current();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(
                new Schema.Field(
                        "mood",
                        Schema.createUnion(
                                Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING)),
                        "How it felt.",
                        Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(
                current.getName(), current.getDoc(), current.getNamespace(), false, fields);
    }
}

package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

final class EventCodecTest {
    private final Random random = new Random(20261121);
    private final GeneratedEvents events = new GeneratedEvents(random);

    @Test
    void everyEventComesBackAsItWas() {
        for (int i = 0; i < 3_000; i++) {
            Event event = events.next();
            assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void avrosOwnDecoderReadsTheBytesAndWritesTheSame() throws IOException {
        Schema schema = EventSchemas.current();
        BinaryMessageDecoder<GenericRecord> theirs =
                new BinaryMessageDecoder<>(new GenericData(), schema);
        for (int i = 0; i < 300; i++) {
            Event event = events.next();
            GenericRecord record = theirs.decode(EventCodec.encode(event));
            assertThat(record.get("id").toString()).isEqualTo(event.id());
            assertThat(record.get("payload").toString()).isEqualTo(event.payload());
            byte[] again =
                    new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema)
                            .encode(record)
                            .array();
            assertThat(EventCodec.decode(again)).isEqualTo(event);
        }
    }

    @Test
    void anEventOfAnotherSchemaIsReadAsOneOfTheCurrent() throws IOException {
        Event event = events.next();
        Schema current = EventSchemas.current();
        Schema other =
                new Schema.Parser()
                        .parse(
                                current.toString()
                                        .replace(
                                                "{\"name\":\"payload\"",
                                                "{\"name\":\"later\",\"type\":\"int\",\"default\":0},{\"name\":\"payload\""));
        assertThat(other).isNotEqualTo(current);
        byte[] encoded = EventCodec.encode(event);
        GenericRecord record =
                new GenericDatumReader<GenericRecord>(current, other)
                        .read(
                                null,
                                DecoderFactory.get()
                                        .binaryDecoder(encoded, 10, encoded.length - 10, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(other).write(record, encoder);
        encoder.flush();

        assertThat(
                        new EventReader(
                                        EventCodec.inCurrentSchema(
                                                other,
                                                DecoderFactory.get()
                                                        .binaryDecoder(out.toByteArray(), null)))
                                .read())
                .isEqualTo(event);
    }

    @Test
    void refusesWhatIsNoEvent() {
        byte[] event = EventCodec.encode(events.next());
        byte[] otherSchema = event.clone();
        otherSchema[5] ^= 1;
        byte[] longer = Arrays.copyOf(event, event.length + 1);

        assertThatThrownBy(() -> EventCodec.decode(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single-object");
        assertThatThrownBy(() -> EventCodec.decode(otherSchema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fingerprint");
        assertThatThrownBy(() -> EventCodec.decode(longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes follow");
    }

    @Test
    void garbageIsRefusedOrReadButNeverBreaks() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = EventCodec.encode(events.next());
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bytes, 10 + random.nextInt(bytes.length - 10));
            assertRefusedOrRead(bytes);
            assertRefusedOrRead(cut);
        }
    }

    private static void assertRefusedOrRead(byte[] bytes) {
        Event event;
        try {
            event = EventCodec.decode(bytes);
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
            return;
        }
        assertThat(event.id()).isNotNull();
    }
}

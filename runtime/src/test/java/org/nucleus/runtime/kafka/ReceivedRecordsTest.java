package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

final class ReceivedRecordsTest {
    private static final ReceivedEvent EVENT =
            new ReceivedEvent(
                    "demo",
                    "demo-xapi",
                    Format.XAPI,
                    "1.0.3",
                    Instant.ofEpochMilli(1_700_000_000_123L),
                    "3a648e68-f00d-4c08-aa59-8738e1884f2c",
                    "mailto:jörg@example.org",
                    "{\"ü\":1}".getBytes(StandardCharsets.UTF_8));

    @Test
    void readsBackWhatItWrote() {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);

        assertThat(ReceivedRecords.toEvent(record.key(), record.headers(), record.value()))
                .isEqualTo(EVENT);
        assertThat(record.topic()).isEqualTo(Topic.EVENTS_RECEIVED.name());
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_123L);
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .isEqualTo("demo|mailto:jörg@example.org");
    }

    @Test
    void namesTheHeaderThatIsMissing() {
        for (String header :
                new String[] {
                    "tenant", "source", "format", "format-version", "received-time", "event-id"
                }) {
            ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);
            record.headers().remove(header);

            assertThatThrownBy(
                            () ->
                                    ReceivedRecords.toEvent(
                                            record.key(), record.headers(), record.value()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("header " + header + " is missing");
        }
    }

    @Test
    void refusesHeadersThatCannotBeRead() {
        for (String header : new String[] {"format", "received-time"}) {
            ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);
            record.headers().remove(header).add(header, new byte[] {'?'});

            assertThatThrownBy(
                            () ->
                                    ReceivedRecords.toEvent(
                                            record.key(), record.headers(), record.value()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("header " + header + " cannot be read");
        }
    }

    @Test
    void refusesARecordWithoutValue() {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);

        assertThatThrownBy(() -> ReceivedRecords.toEvent(record.key(), record.headers(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value is missing");
    }

    @Test
    void refusesARecordWithoutTheTenantsKey() {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);

        for (byte[] key : new byte[][] {null, "other|s".getBytes(StandardCharsets.UTF_8)}) {
            assertThatThrownBy(() -> ReceivedRecords.toEvent(key, record.headers(), record.value()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key is not one of the tenant");
        }
    }
}

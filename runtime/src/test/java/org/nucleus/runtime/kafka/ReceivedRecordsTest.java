package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

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
    void readsBackWhatHasToBeEscaped() {
        ReceivedEvent odd =
                new ReceivedEvent(
                        "demo",
                        "demo-json",
                        Format.JSON,
                        "\"v\\1\"",
                        EVENT.receivedTime(),
                        "ü \"quoted\"\n\\",
                        "s",
                        EVENT.payload());
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(odd);

        assertThat(ReceivedRecords.toEvent(record.key(), record.headers(), record.value()))
                .isEqualTo(odd);
    }

    @Test
    void readsBackTheWarningsOfAnEvent() {
        ReceivedEvent warned =
                new ReceivedEvent(
                        EVENT.tenant(),
                        EVENT.source(),
                        EVENT.format(),
                        EVENT.formatVersion(),
                        EVENT.receivedTime(),
                        EVENT.eventId(),
                        EVENT.subject(),
                        EVENT.payload(),
                        List.of(new Violation("/a", "r", "must be \"ü\"")));
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(warned);

        assertThat(ReceivedRecords.toEvent(record.key(), record.headers(), record.value()))
                .isEqualTo(warned);
        assertThat(ReceivedRecords.toRecord(EVENT).headers()).hasSize(1);
    }

    @Test
    void saysInOneHeaderWhatIsKnownOfTheEvent() {
        assertThat(received(ReceivedRecords.toRecord(EVENT)))
                .isEqualTo(
                        """
                        {"tenant":"demo","source":"demo-xapi","format":"XAPI",\
                        "formatVersion":"1.0.3","receivedTime":1700000000123,\
                        "eventId":"3a648e68-f00d-4c08-aa59-8738e1884f2c"}\
                        """);
    }

    @Test
    void aUuidIsWrittenAsItsText() {
        ReceivedRecords.Origin origin =
                new ReceivedRecords.Origin(
                        EVENT.tenant(),
                        EVENT.source(),
                        EVENT.format(),
                        EVENT.formatVersion(),
                        EVENT.receivedTime());

        assertThat(
                        origin.record(
                                UUID.fromString(EVENT.eventId()), EVENT.subject(), EVENT.payload()))
                .usingRecursiveComparison()
                .isEqualTo(ReceivedRecords.toRecord(EVENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tenant", "source", "format", "formatVersion", "receivedTime", "eventId"})
    void namesTheMemberThatIsMissing(String member) {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);

        refuses(
                edited(record, text -> text.replace("\"" + member + "\"", "\"other\"")),
                member + " of header received is missing");
    }

    @Test
    void refusesMembersThatCannotBeRead() {
        refuses(
                edited(ReceivedRecords.toRecord(EVENT), text -> text.replace("XAPI", "?")),
                "format of header received cannot be read");
        refuses(
                edited(
                        ReceivedRecords.toRecord(EVENT),
                        text -> text.replace("1700000000123", "\"soon\"")),
                "receivedTime of header received cannot be read");
    }

    @Test
    void refusesARecordWithoutTheHeaderOrWithAnotherInItsPlace() {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(EVENT);

        refuses(edited(record, text -> "{"), "header received cannot be read");
        record.headers().remove("received");
        refuses(record, "header received is missing");
    }

    private static String received(ProducerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("received").value(), StandardCharsets.UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> edited(
            ProducerRecord<byte[], byte[]> record, UnaryOperator<String> edit) {
        String text = edit.apply(received(record));
        record.headers().remove("received").add("received", text.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static void refuses(ProducerRecord<byte[], byte[]> record, String message) {
        assertThatThrownBy(
                        () ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
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

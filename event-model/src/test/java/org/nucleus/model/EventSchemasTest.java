package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * Fails when {@code event.avsc} changes in a way that breaks readers. A change is right when it is
 * copied to {@code history/event-<n+1>.avsc} and every earlier schema reads it, and is read by it.
 */
final class EventSchemasTest {
    @Test
    void theCurrentSchemaIsTheNewestOfTheHistory() {
        assertThat(EventSchemas.history().getLast())
                .as("copy event.avsc to history/event-<n+1>.avsc, and never change a file there")
                .isEqualTo(EventSchemas.current());
    }

    @Test
    void everySchemaOfTheHistoryDiffers() {
        assertThat(EventSchemas.byFingerprint()).hasSameSizeAs(EventSchemas.history());
    }

    @Test
    void everyEarlierReaderReadsTheCurrentEventsAndViceVersa() {
        Schema current = EventSchemas.current();
        for (Schema earlier : EventSchemas.history()) {
            assertReads(earlier, current);
            assertReads(current, earlier);
        }
    }

    @Test
    void aChangeThatOldReadersCannotReadIsNoticed() {
        Schema broken =
                new Schema.Parser()
                        .parse(
                                EventSchemas.current()
                                        .toString()
                                        .replace("\"name\":\"payload\"", "\"name\":\"body\""));
        assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(
                                        EventSchemas.current(), broken)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void everyFieldIsDocumented() {
        List<String> undocumented = new ArrayList<>();
        collectUndocumented(EventSchemas.current(), undocumented);
        assertThat(undocumented).isEmpty();
    }

    private static void assertReads(Schema reader, Schema writer) {
        assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                .getResult()
                                .getIncompatibilities())
                .isEmpty();
    }

    private static void collectUndocumented(Schema record, List<String> undocumented) {
        for (Schema.Field field : record.getFields()) {
            if (field.doc() == null || field.doc().isBlank()) {
                undocumented.add(record.getName() + "." + field.name());
            }
            if (field.schema().getType() == Schema.Type.RECORD) {
                collectUndocumented(field.schema(), undocumented);
            }
        }
    }
}

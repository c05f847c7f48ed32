package org.nucleus.model;

import org.apache.avro.Schema;

import java.util.List;

/** Renders {@code docs/reference/event.md} from the schema. */
final class EventReference {
    private EventReference() {}

    static String render(Schema event) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Event

                %s

                Generated from `event.avsc` in `event-model`; change it there. On the topic `events.enriched` an event is in Avro
                single-object encoding: `C3 01`, the schema's CRC-64-AVRO fingerprint, the record.

                | field | type | meaning |
                |---|---|---|
                """
                        .formatted(event.getDoc()));
        appendFields(page, "", event);
        return page.toString();
    }

    private static void appendFields(StringBuilder page, String prefix, Schema record) {
        for (Schema.Field field : record.getFields()) {
            String path = prefix + field.name();
            if (field.schema().getType() == Schema.Type.RECORD) {
                appendFields(page, path + ".", field.schema());
            } else {
                page.append(
                        "| `%s` | %s | %s |\n"
                                .formatted(
                                        path,
                                        type(field.schema()),
                                        field.doc().replace("|", "\\|")));
            }
        }
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case UNION -> optional(schema.getTypes());
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                    schema.getName();
        };
    }

    private static String optional(List<Schema> types) {
        return type(types.getLast()) + " or null";
    }
}

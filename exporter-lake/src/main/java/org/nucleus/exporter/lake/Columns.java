package org.nucleus.exporter.lake;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

import java.util.ArrayList;
import java.util.List;

/** Collects a {@link LakeTable}'s columns and counts their field ids. */
final class Columns {
    private final List<Types.NestedField> fields = new ArrayList<>();
    private int lastId;

    Columns required(String name, Type type, String doc) {
        fields.add(Types.NestedField.required(++lastId, name, type, doc));
        return this;
    }

    Columns text(String name, String doc) {
        return optional(name, Types.StringType.get(), doc);
    }

    Columns number(String name, String doc) {
        return optional(name, Types.DoubleType.get(), doc);
    }

    Columns flag(String name, String doc) {
        return optional(name, Types.BooleanType.get(), doc);
    }

    Columns list(String name, String doc) {
        return optional(name, Types.ListType.ofRequired(++lastId, Types.StringType.get()), doc);
    }

    Columns map(String name, String doc) {
        return optional(
                name,
                Types.MapType.ofRequired(
                        ++lastId, ++lastId, Types.StringType.get(), Types.StringType.get()),
                doc);
    }

    private Columns optional(String name, Type type, String doc) {
        fields.add(Types.NestedField.optional(++lastId, name, type, doc));
        return this;
    }

    Schema schema() {
        return new Schema(fields);
    }
}

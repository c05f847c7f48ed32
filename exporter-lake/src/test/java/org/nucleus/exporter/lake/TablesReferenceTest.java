package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps {@code docs/reference/tables.md} true; {@code -Dregenerate=true} writes it anew. */
final class TablesReferenceTest {
    @Test
    void theReferenceShowsEveryTableAndColumn() throws IOException {
        Path page = Repository.root().resolve("docs/reference/tables.md");
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(page, render());
        }
        assertThat(page)
                .as("regenerate with -Dtest=TablesReferenceTest -Dregenerate=true")
                .hasContent(render());
    }

    @Test
    void everyColumnSaysWhatItMeans() {
        for (LakeTable table : LakeTable.ALL) {
            assertThat(table.schema().columns())
                    .allSatisfy(column -> assertThat(column.doc()).isNotBlank());
        }
    }

    private static String render() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Tables

                        Generated from `LakeTable` in exporter-lake. Files are split by tenant and by day; *always* marks columns that are never null.
                        """);
        for (LakeTable table : LakeTable.ALL) {
            page.append("\n## ").append(table.name()).append("\n\n");
            page.append("Partitions: `")
                    .append(
                            String.join(
                                    "`, `",
                                    table.partitions().fields().stream()
                                            .map(field -> field.name())
                                            .toList()))
                    .append("`.\n\n| column | type | | meaning |\n|---|---|---|---|\n");
            for (Types.NestedField column : table.schema().columns()) {
                page.append(
                        "| `%s` | %s | %s | %s |%n"
                                .formatted(
                                        column.name(),
                                        sqlType(column.type()),
                                        column.isRequired() ? "always" : "",
                                        column.doc()));
            }
        }
        return page.toString();
    }

    private static String sqlType(Type type) {
        return switch (type.typeId()) {
            case STRING -> "text";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "timestamp with time zone";
            case LIST -> "list of text";
            case MAP -> "map of text to text";
            default -> throw new AssertionError("name " + type + " for the reference");
        };
    }
}

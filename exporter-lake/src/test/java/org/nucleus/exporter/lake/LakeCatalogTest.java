package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;
import org.nucleus.runtime.sink.Progress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class LakeCatalogTest {
    private static final TopicPartition P0 = Samples.partition(0);

    @TempDir Path dataDir;

    @Test
    void aTableOfAnEarlierVersionGetsTheMissingColumnsAndKeepsItsRows() {
        List<Types.NestedField> fewer = new ArrayList<>(LakeTable.EVENTS.schema().columns());
        fewer.removeIf(
                column -> column.name().equals("role") || column.name().equals("extensions"));
        fewer.add(Types.NestedField.optional(500, "gone_since", Types.StringType.get()));
        Schema earlier = new Schema(fewer);
        LakeTable old =
                new LakeTable(
                        "events",
                        earlier,
                        PartitionSpec.builderFor(earlier)
                                .identity("tenant")
                                .day("event_time")
                                .build(),
                        "event_id",
                        "event_time");
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            catalog.findOrCreate(old);
            writeAsEarlierVersion(Samples.commits(catalog));

            Table widened = catalog.findOrCreate(LakeTable.EVENTS);
            assertThat(widened.schema().findField("role")).isNotNull();
            assertThat(widened.schema().findField("gone_since")).isNotNull();
            write(catalog);
        }

        assertThat(query("select event_id, role, extensions from events order by 1"))
                .isEqualTo(
                        "event_id,role,extensions\n"
                            + "0-0,,\n"
                            + "0-1,Learner,\"{\"\"https://lms.example.edu/ext/attempt\"\":\"\"2\"\"}\"\n");
        assertThat(query("select count(gone_since) as n from events")).isEqualTo("n\n0\n");
    }

    @Test
    void aTableThatHasEveryColumnIsLeftAsItIs() {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            int made = catalog.findOrCreate(LakeTable.EVENTS).schema().schemaId();
            assertThat(catalog.findOrCreate(LakeTable.EVENTS).schema().schemaId()).isEqualTo(made);
        }
    }

    private static void writeAsEarlierVersion(OffsetCommit commits) {
        Table table = commits.table();
        Record full = GenericRecord.create(LakeTable.EVENTS.schema());
        EventRow.fill(full, Samples.records(P0, 0, 1).getFirst().value());
        PartitionedFiles files = new PartitionedFiles(table);
        Record row = files.newRow();
        for (Types.NestedField column : table.schema().columns()) {
            row.setField(column.name(), full.getField(column.name()));
        }
        files.write(row);
        commits.commit(
                stored -> stored.with(Progress.of(Map.of(P0, 1L))),
                () -> table.newAppend().appendFile(files.complete().getFirst()));
    }

    private static void write(LakeCatalog catalog) {
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        sink.open(Set.of(P0));
        sink.write(P0, Samples.records(P0, 1, 1));
        sink.commit(Progress.of(Map.of(P0, 2L)));
    }

    private String query(String sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(Samples.settings(), dataDir, sql, OutputFormat.CSV, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.runtime.sink.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A clock that was three days ahead when the table last changed, and is put right. */
final class LakeClockTest {
    private static final TopicPartition P0 = Samples.partition(0);

    @TempDir Path dataDir;

    @Test
    void commitsTakeATimeNotBeforeTheLastOneAndRowsGoOn() throws Exception {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            commit(sink, 0);
            putThreeDaysAhead(catalog);
            commit(sink, 1);
            commit(sink, 2);

            assertThat(TableReader.column(catalog, LakeTable.EVENTS, "event_id"))
                    .containsExactlyInAnyOrder("0-0", "0-1", "0-2");
            List<HistoryEntry> history = catalog.find(LakeTable.EVENTS).orElseThrow().history();
            assertThat(history).extracting(HistoryEntry::timestampMillis).isSorted().hasSize(3);
        }
    }

    @Test
    void snapshotsOfATableAheadOfTheClockDoNotPileUp() throws Exception {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            commit(sink, 0);
            putThreeDaysAhead(catalog);
            for (int offset = 1; offset < 8; offset++) {
                commit(sink, offset);
            }

            Snapshots.expireByNumber(Samples.commits(catalog), 5);

            assertThat(catalog.find(LakeTable.EVENTS).orElseThrow().snapshots()).hasSize(6);
            commit(sink, 8);
            assertThat(TableReader.column(catalog, LakeTable.EVENTS, "event_id")).hasSize(9);
        }
    }

    @Test
    void aProcessWhoseClockIsPutRightGoesOn() throws Exception {
        Path faketime = Path.of("/usr/bin/faketime");
        assumeTrue(Boolean.getBoolean("faketime"), "slow: runs with -Dfaketime=true");
        assumeTrue(Files.isExecutable(faketime), "faketime is not installed");

        assertThat(written(List.of(faketime.toString(), "-m", "-f", "+3d"), 20)).isZero();
        assertThat(written(List.of(), 40)).isZero();

        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            assertThat(TableReader.column(catalog, LakeTable.EVENTS, "event_id"))
                    .hasSize(40)
                    .doesNotHaveDuplicates();
        }
    }

    private int written(List<String> before, int last) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesUntilKilled.class.getName(),
                        dataDir.toString(),
                        Integer.toString(last)));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(dataDir.resolve("writer.log").toFile());
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void commit(LakeSink sink, long offset) {
        sink.open(Set.of(P0));
        sink.write(P0, Samples.records(P0, offset, 1));
        sink.commit(Progress.of(Map.of(P0, offset + 1)));
    }

    private static void putThreeDaysAhead(LakeCatalog catalog) throws IOException {
        Table table = catalog.find(LakeTable.EVENTS).orElseThrow();
        TableOperations operations = ((HasTableOperations) table).operations();
        TableMetadata base = operations.current();
        long ahead = Clock.systemUTC().instant().plus(Duration.ofDays(3)).toEpochMilli();
        ObjectNode json =
                (ObjectNode) new ObjectMapper().readTree(TableMetadataParser.toJson(base));
        json.put("last-updated-ms", ahead);
        for (String list : List.of("snapshots", "snapshot-log")) {
            ArrayNode entries = (ArrayNode) json.get(list);
            ((ObjectNode) entries.get(entries.size() - 1)).put("timestamp-ms", ahead);
        }
        operations.commit(base, TableMetadataParser.fromJson(json.toString()));
    }
}

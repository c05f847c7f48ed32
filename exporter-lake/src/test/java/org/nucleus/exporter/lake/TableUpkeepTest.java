package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class TableUpkeepTest {
    private static final TopicPartition P0 = Samples.partition(0);

    @TempDir Path dataDir;
    private LakeCatalog catalog;

    @BeforeEach
    void open() {
        catalog = LakeCatalog.open(Samples.settings(), dataDir);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void joiningSmallFilesKeepsEveryRowAndEveryOffset() {
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        commitOneByOne(sink, P0, 0, 20);
        Table table = catalog.find(LakeTable.EVENTS).orElseThrow();

        SmallFiles.join(table);

        assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(1);
        assertThat(ids()).hasSize(20).doesNotHaveDuplicates();
        assertThat(TableOffsets.of(table).next()).isEqualTo(Map.of(P0, 20L));
        sink.write(P0, Samples.records(P0, 20, 1));
        sink.commit(Map.of(P0, 21L));
        assertThat(ids()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void aFewFilesAreLeftAlone() {
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        commitOneByOne(sink, P0, 0, 5);

        SmallFiles.join(catalog.find(LakeTable.EVENTS).orElseThrow());

        assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(5);
    }

    @Test
    void joiningWhileOthersCommitLosesNothing() throws Exception {
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        commitOneByOne(sink, P0, 0, 20);
        TopicPartition p1 = Samples.partition(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> running = new ArrayList<>();
            running.add(threads.submit(() -> commitOneByOne(own(), p1, 0, 10)));
            running.add(
                    threads.submit(
                            () -> SmallFiles.join(catalog.find(LakeTable.EVENTS).orElseThrow())));
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(ids()).hasSize(30).doesNotHaveDuplicates();
        assertThat(own().open(Set.of(P0, p1))).isEqualTo(Map.of(P0, 20L, p1, 10L));
    }

    @Test
    void oldSnapshotsExpireWithTheirFilesAndOffsetsStay() throws Exception {
        Clock tomorrow =
                Clock.fixed(Clock.systemUTC().instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        commitOneByOne(own(), P0, 0, 20);
        Table table = catalog.find(LakeTable.EVENTS).orElseThrow();
        List<String> before = TableReader.files(catalog, LakeTable.EVENTS);

        TableUpkeep upkeep = new TableUpkeep(table, dueAtOnce(), tomorrow);
        upkeep.afterCommit();
        commitOneByOne(own(), P0, 20, 10);
        upkeep.afterCommit();

        table.refresh();
        assertThat(table.snapshots()).hasSize(10);
        assertThat(ids()).hasSize(30).doesNotHaveDuplicates();
        assertThat(own().open(Set.of(P0))).isEqualTo(Map.of(P0, 30L));
        for (String file : before) {
            assertThat(Files.exists(Path.of(file))).isFalse();
        }
    }

    private static LakeSettings dueAtOnce() {
        LakeSettings settings = Samples.settings();
        return new LakeSettings(
                settings.warehouse(),
                settings.namespace(),
                settings.commit(),
                settings.snapshotRetention(),
                Duration.ZERO,
                settings.catalog());
    }

    private LakeSink own() {
        return LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
    }

    private static void commitOneByOne(
            LakeSink sink, TopicPartition partition, long from, int count) {
        sink.open(Set.of(partition));
        for (long offset = from; offset < from + count; offset++) {
            sink.write(partition, Samples.records(partition, offset, 1));
            sink.commit(Map.of(partition, offset + 1));
        }
    }

    private List<String> ids() {
        return TableReader.column(catalog, LakeTable.EVENTS, "event_id");
    }
}

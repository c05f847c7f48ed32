package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.runtime.sink.Progress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

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

        SmallFiles.join(commits(), () -> false);

        assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(1);
        assertThat(ids()).hasSize(20).doesNotHaveDuplicates();
        assertThat(TableOffsets.of(table).next()).isEqualTo(Map.of(P0, 20L));
        sink.write(P0, Samples.records(P0, 20, 1));
        sink.commit(Progress.of(Map.of(P0, 21L)));
        assertThat(ids()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void aFewFilesAreLeftAlone() {
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        commitOneByOne(sink, P0, 0, 5);

        SmallFiles.join(commits(), () -> false);

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
            running.add(threads.submit(() -> SmallFiles.join(commits(), () -> false)));
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(ids()).hasSize(30).doesNotHaveDuplicates();
        assertThat(own().open(Set.of(P0, p1)).next()).isEqualTo(Map.of(P0, 20L, p1, 10L));
    }

    @Test
    void oldSnapshotsExpireWithTheirFilesAndOffsetsStay() throws Exception {
        Clock tomorrow =
                Clock.fixed(Clock.systemUTC().instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        commitOneByOne(own(), P0, 0, 20);
        Table table = catalog.find(LakeTable.EVENTS).orElseThrow();
        List<String> before = TableReader.files(catalog, LakeTable.EVENTS);

        TableUpkeep upkeep =
                new TableUpkeep(LakeTable.EVENTS, catalog, Samples.settings(), tomorrow);
        upkeep.run();
        commitOneByOne(own(), P0, 20, 10);
        upkeep.run();

        table.refresh();
        assertThat(table.snapshots()).hasSize(10);
        assertThat(ids()).hasSize(30).doesNotHaveDuplicates();
        assertThat(own().open(Set.of(P0)).next()).isEqualTo(Map.of(P0, 30L));
        for (String file : before) {
            assertThat(Files.exists(Path.of(file))).isFalse();
        }
    }

    @Test
    void aCopyWithoutTheFirstPartitionLeavesUpkeepToTheOther() {
        LakeSink other = LakeSink.events(catalog, Samples.dueAtOnce(), Clock.systemUTC());
        commitOneByOne(other, Samples.partition(1), 0, 20);
        assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(20);

        LakeSink first = LakeSink.events(catalog, Samples.dueAtOnce(), Clock.systemUTC());
        commitOneByOne(first, P0, 0, 1);
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(TableReader.files(catalog, LakeTable.EVENTS))
                                        .hasSizeLessThan(16));
        first.close();
        assertThat(ids()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void aPieceIsNeverMoreFilesThanOneCommitCanWaitFor() throws Exception {
        catalog.findOrCreate(LakeTable.EVENTS);
        appendFiles(250);
        Table table = commits().table();

        SmallFiles.join(commits(), () -> false);

        table.refresh();
        assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(51);
        assertThat(table.currentSnapshot().summary()).containsEntry("deleted-data-files", "200");
        assertThat(ids()).hasSize(250).doesNotHaveDuplicates();
    }

    private void appendFiles(int count) {
        OffsetCommit commits = commits();
        List<DataFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PartitionedFiles one = new PartitionedFiles(commits.table());
            Record row = one.newRow();
            EventRow.fill(row, Samples.records(P0, i, 1).getFirst().value());
            one.write(row);
            files.addAll(one.complete());
        }
        commits.commit(
                stored -> stored.with(Progress.of(Map.of(P0, (long) count))),
                () -> {
                    AppendFiles append = commits.table().newAppend();
                    files.forEach(append::appendFile);
                    return append;
                });
    }

    @Test
    void snapshotsExpireAlsoWhereFilesCannotBeJoined() throws Exception {
        Clock tomorrow =
                Clock.fixed(Clock.systemUTC().instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        commitOneByOne(own(), P0, 0, 20);
        Files.delete(Path.of(TableReader.files(catalog, LakeTable.EVENTS).getFirst()));

        new TableUpkeep(LakeTable.EVENTS, catalog, Samples.settings(), tomorrow).run();

        assertThat(commits().table().snapshots()).hasSize(10);
    }

    @Test
    void orphansGoWhenTheyWereOrphansBeforeAndNothingElseDoes() throws Exception {
        commitOneByOne(own(), P0, 0, 3);
        Table table = commits().table();
        Path data = Path.of(TableReader.files(catalog, LakeTable.EVENTS).getFirst()).getParent();
        Path old = Files.writeString(data.resolve("old.parquet"), "left by a killed commit");
        Path fresh = Files.writeString(data.resolve("new.parquet"), "of a commit under way");
        try (Stream<Path> files = Files.walk(dataDir.resolve("lake/nucleus"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(fresh)) {
                    Files.setLastModifiedTime(
                            file,
                            FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(2))));
                }
            }
        }
        AtomicLong nanos = new AtomicLong();
        OrphanFiles orphans = new OrphanFiles(Clock.systemUTC(), nanos::get);

        orphans.remove(table);
        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        orphans.remove(table);
        assertThat(old).exists();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        orphans.remove(table);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(ids()).hasSize(3);
        commitOneByOne(own(), P0, 3, 1);
        assertThat(ids()).hasSize(4);
    }

    private OffsetCommit commits() {
        return Samples.commits(catalog);
    }

    private LakeSink own() {
        return LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
    }

    private static void commitOneByOne(
            LakeSink sink, TopicPartition partition, long from, int count) {
        sink.open(Set.of(partition));
        for (long offset = from; offset < from + count; offset++) {
            sink.write(partition, Samples.records(partition, offset, 1));
            sink.commit(Progress.of(Map.of(partition, offset + 1)));
        }
    }

    private List<String> ids() {
        return TableReader.column(catalog, LakeTable.EVENTS, "event_id");
    }
}

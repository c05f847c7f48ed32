package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Event;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.LogIdentity;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.runtime.sink.StaleOwnerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class LakeSinkTest {
    private static final TopicPartition P0 = Samples.partition(0);
    private static final TopicPartition P1 = Samples.partition(1);
    private static final TopicPartition F0 = new TopicPartition(Topic.EVENTS_FAILED.name(), 0);

    @TempDir Path dataDir;
    private LakeCatalog catalog;

    @BeforeEach
    void openCatalog() {
        catalog = LakeCatalog.open(Samples.settings(), dataDir);
    }

    @AfterEach
    void closeCatalog() {
        catalog.close();
    }

    @Test
    void rowsAndOffsetsBecomeVisibleTogether() {
        LakeSink sink = sink();
        assertThat(sink.open(Set.of(P0, P1)).next()).isEmpty();

        sink.write(P0, Samples.records(P0, 0, 3));
        sink.write(P1, Samples.records(P1, 0, 2));
        assertThat(ids()).isEmpty();
        sink.commit(Progress.of(Map.of(P0, 3L, P1, 2L)));

        assertThat(ids()).containsExactlyInAnyOrder("0-0", "0-1", "0-2", "1-0", "1-1");
        assertThat(sink().open(Set.of(P0, P1)).next()).isEqualTo(Map.of(P0, 3L, P1, 2L));
    }

    @Test
    void aSinkThatDiedBeforeItsCommitLeavesNothingBehindInTheTable() {
        LakeSink killed = sink();
        killed.open(Set.of(P0));
        killed.write(P0, Samples.records(P0, 0, 5));

        LakeSink next = sink();
        assertThat(next.open(Set.of(P0)).next()).isEmpty();
        next.write(P0, Samples.records(P0, 0, 5));
        next.commit(Progress.of(Map.of(P0, 5L)));

        assertThat(ids()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aReplayOfCommittedRecordsIsRefused() {
        LakeSink slow = sink();
        slow.open(Set.of(P0));
        slow.write(P0, Samples.records(P0, 0, 4));
        LakeSink newOwner = sink();
        newOwner.open(Set.of(P0));
        newOwner.write(P0, Samples.records(P0, 0, 4));
        newOwner.commit(Progress.of(Map.of(P0, 4L)));

        assertThatThrownBy(() -> slow.commit(Progress.of(Map.of(P0, 4L))))
                .isInstanceOf(StaleOwnerException.class);

        assertThat(ids()).hasSize(4).doesNotHaveDuplicates();
        assertThat(slow.open(Set.of(P0)).next()).isEqualTo(Map.of(P0, 4L));
        slow.write(P0, Samples.records(P0, 4, 1));
        slow.commit(Progress.of(Map.of(P0, 5L)));
        assertThat(ids()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aRefusedCommitAndADiscardLeaveNoFiles() throws IOException {
        LakeSink stale = sink();
        stale.open(Set.of(P0));
        LakeSink owner = sink();
        owner.open(Set.of(P0));
        owner.write(P0, Samples.records(P0, 0, 1));
        owner.commit(Progress.of(Map.of(P0, 1L)));
        long committed = parquetFiles();

        stale.write(P0, Samples.records(P0, 0, 1));
        assertThatThrownBy(() -> stale.commit(Progress.of(Map.of(P0, 1L))))
                .isInstanceOf(StaleOwnerException.class);
        owner.write(P0, Samples.records(P0, 1, 1));
        owner.discard();

        assertThat(parquetFiles()).isEqualTo(committed);
    }

    @Test
    void copiesThatOwnDifferentPartitionsLoseNeitherRowsNorOffsets() throws Exception {
        int copies = 4;
        int commits = 6;
        sink();
        try (ExecutorService threads = Executors.newFixedThreadPool(copies)) {
            List<Future<?>> running = new ArrayList<>();
            for (int copy = 0; copy < copies; copy++) {
                TopicPartition partition = Samples.partition(copy);
                running.add(threads.submit(() -> commitOften(partition, commits)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(ids()).hasSize(copies * commits * 2).doesNotHaveDuplicates();
        Set<TopicPartition> all = Set.of(P0, P1, Samples.partition(2), Samples.partition(3));
        assertThat(sink().open(all).next()).hasSize(copies).containsValue(commits * 2L);
        assertThat(Set.copyOf(sink().open(all).next().values())).containsExactly(commits * 2L);
    }

    private void commitOften(TopicPartition partition, int commits) {
        try (LakeCatalog own = LakeCatalog.open(Samples.settings(), dataDir)) {
            LakeSink sink = LakeSink.events(own, Samples.settings(), Clock.systemUTC());
            sink.open(Set.of(partition));
            for (int i = 0; i < commits; i++) {
                sink.write(partition, Samples.records(partition, 2L * i, 2));
                sink.commit(Progress.of(Map.of(partition, 2L * i + 2)));
            }
        }
    }

    @Test
    void nothingWrittenMeansNoCommit() {
        LakeSink sink = sink();
        sink.open(Set.of(P0));
        sink.commit(Progress.of(Map.of()));
        assertThat(table().currentSnapshot()).isNull();

        sink.write(P0, Samples.records(P0, 0, 1));
        sink.commit(Progress.of(Map.of(P0, 1L)));
        long snapshot = table().currentSnapshot().snapshotId();
        sink.commit(Progress.of(Map.of(P0, 1L)));
        assertThat(table().currentSnapshot().snapshotId()).isEqualTo(snapshot);
    }

    @Test
    void whatCannotBeDecodedIsHandedBackAndItsOffsetIsKept() {
        LakeSink sink = sink();
        sink.open(Set.of(P0));

        List<FailedEvent> failed =
                sink.write(
                        P0,
                        List.of(
                                Samples.record(P0, 0, new byte[] {1, 2, 3}),
                                Samples.record(P0, 1, (byte[]) null)));
        sink.commit(Progress.of(Map.of(P0, 2L)));

        assertThat(failed).hasSize(2);
        assertThat(failed.getFirst().payload()).containsExactly(1, 2, 3);
        assertThat(failed.getFirst().tenant()).isEqualTo("north");
        assertThat(failed.getFirst().stage()).isEqualTo("export");
        assertThat(sink().open(Set.of(P0)).next()).isEqualTo(Map.of(P0, 2L));
        assertThat(ids()).isEmpty();
    }

    @Test
    void filesAreSplitByTenantAndDay() throws IOException {
        LakeSink sink = sink();
        sink.open(Set.of(P0));
        sink.write(
                P0,
                List.of(
                        Samples.record(P0, 0, Samples.event("a", "north", Samples.NOON)),
                        Samples.record(P0, 1, Samples.event("b", "south", Samples.NOON)),
                        Samples.record(
                                P0,
                                2,
                                Samples.event(
                                        "c", "south", Samples.NOON.plus(Duration.ofDays(1))))));
        sink.commit(Progress.of(Map.of(P0, 3L)));

        assertThat(parquetFiles()).isEqualTo(3);
        assertThat(
                        dataDir.resolve(
                                "lake/nucleus/events/data/tenant=south/event_time_day=2026-11-21"))
                .isDirectory();
    }

    @Test
    void manyDaysAtOnceKeepEveryRow() {
        LakeSink sink = sink();
        sink.open(Set.of(P0));
        sink.write(
                P0,
                IntStream.range(0, 500)
                        .mapToObj(
                                i ->
                                        Samples.record(
                                                P0,
                                                i,
                                                Samples.event(
                                                        "e" + i,
                                                        "north",
                                                        Samples.NOON.minus(
                                                                Duration.ofDays(i % 100)))))
                        .toList());
        sink.commit(Progress.of(Map.of(P0, 500L)));

        assertThat(ids()).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void aTimeThatNoTableCanHoldIsHandedBack() {
        LakeSink sink = sink();
        sink.open(Set.of(P0));

        List<FailedEvent> failed =
                sink.write(
                        P0,
                        List.of(
                                Samples.record(
                                        P0,
                                        0,
                                        Samples.event(
                                                "a",
                                                "north",
                                                Instant.parse("+300000-01-01T00:00:00Z")))));

        assertThat(failed).hasSize(1);
    }

    @Test
    void aRewindThatIsCutShortGoesOnWithoutDoublesThoughItsRowsAreJoinedAndExpired() {
        LakeSink first = sink();
        first.open(Set.of(P0, P1));
        first.write(P0, Samples.records(P0, 0, 10));
        first.commit(Progress.of(Map.of(P0, 10L)));

        LakeRewind.run(Samples.settings(), dataDir, Clock.systemUTC());
        LakeSink cut = sink();
        assertThat(cut.open(Set.of(P0, P1)).next()).isEmpty();
        cut.write(P0, Samples.records(P0, 0, 4));
        cut.write(P1, Samples.records(P1, 0, 2));
        cut.commit(Progress.of(Map.of(P0, 4L, P1, 2L)));
        cut.write(P0, Samples.records(P0, 4, 2));
        new TableUpkeep(
                        LakeTable.EVENTS,
                        catalog,
                        Samples.settings(),
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(2)))
                .run();

        LakeSink next = sink();
        assertThat(next.open(Set.of(P0, P1)).next()).isEqualTo(Map.of(P0, 4L, P1, 2L));
        next.write(P0, Samples.records(P0, 4, 20));
        next.commit(Progress.of(Map.of(P0, 24L)));

        assertThat(ids()).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void anExporterThatWritesWhileTheTableIsRewoundStartsAgain() {
        LakeSink running = sink();
        running.open(Set.of(P0));
        running.write(P0, Samples.records(P0, 0, 3));
        running.commit(Progress.of(Map.of(P0, 3L)));
        running.write(P0, Samples.records(P0, 3, 1));
        LakeRewind.run(Samples.settings(), dataDir, Clock.systemUTC());

        assertThatThrownBy(() -> running.commit(Progress.of(Map.of(P0, 4L))))
                .isInstanceOf(StaleOwnerException.class);
        assertThat(running.open(Set.of(P0)).next()).isEmpty();
        running.write(P0, Samples.records(P0, 0, 4));
        running.commit(Progress.of(Map.of(P0, 4L)));

        assertThat(ids()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void anEventSentAgainAfterARewindIsKeptOutThoughItsTimeIsThatOfItsReceipt() {
        LakeSink first = sink();
        first.open(Set.of(P0));
        first.write(P0, List.of(untimed("again", 0, 0), untimed("once", 1, 0)));
        first.commit(Progress.of(Map.of(P0, 2L)));
        LakeRewind.run(Samples.settings(), dataDir, Clock.systemUTC());

        LakeSink next = sink();
        next.open(Set.of(P0));
        next.write(P0, List.of(untimed("again", 0, 6), untimed("new", 1, 6)));
        next.commit(Progress.of(Map.of(P0, 2L)));

        assertThat(ids()).containsExactlyInAnyOrder("again", "once", "new");
    }

    private static ConsumerRecord<byte[], byte[]> untimed(String id, long offset, int days) {
        Event event = Samples.event(id, "north", Samples.NOON.plus(Duration.ofDays(days)));
        return Samples.record(
                P0,
                offset,
                new Event(
                        id,
                        event.provenance(),
                        event.eventTime(),
                        event.eventTime(),
                        event.actor(),
                        event.verb(),
                        event.object(),
                        event.result(),
                        event.context(),
                        event.extensions(),
                        event.payload()));
    }

    @Test
    void aTableOfAnEarlierVersionGoesOnAndKnowsItsLogFromThenOn() {
        LakeSink earlier = sink();
        earlier.open(Set.of(P0, P1));
        earlier.write(P0, Samples.records(P0, 0, 2));
        earlier.commit(Progress.of(Map.of(P0, 2L, P1, 5L)));
        LogIdentity log = new LogIdentity("cluster", "topic");

        LakeSink next = sink();
        assertThat(next.open(Set.of(P0)).log()).isEmpty();
        next.write(P0, Samples.records(P0, 2, 1));
        next.commit(new Progress(Optional.of(log), Map.of(P0, 3L), Map.of(P0, 11)));

        assertThat(sink().open(Set.of(P0, P1)))
                .isEqualTo(new Progress(Optional.of(log), Map.of(P0, 3L, P1, 5L), Map.of(P0, 11)));
    }

    @Test
    void aRefusalSentAgainIsOneRowInABatchAcrossCommitsAndRestarts() {
        LakeSink first = failures();
        first.open(Set.of(F0));
        first.write(F0, List.of(refusal("f1", 0), refusal("f1", 1), refusal("f2", 2)));
        first.commit(Progress.of(Map.of(F0, 3L)));
        first.write(F0, List.of(refusal("f1", 3)));
        first.commit(Progress.of(Map.of(F0, 4L)));
        LakeSink restarted = failures();
        restarted.open(Set.of(F0));
        restarted.write(F0, List.of(refusal("f2", 4), refusal("f3", 5)));
        restarted.commit(Progress.of(Map.of(F0, 6L)));

        assertThat(TableReader.column(catalog, LakeTable.FAILED_EVENTS, "failed_id"))
                .containsExactlyInAnyOrder("f1", "f2", "f3");
        assertThat(restarted.open(Set.of(F0)).next()).isEqualTo(Map.of(F0, 6L));
    }

    private LakeSink failures() {
        return LakeSink.failedEvents(catalog, Samples.settings(), Clock.systemUTC());
    }

    /** Refused a day later with each offset. */
    private static ConsumerRecord<byte[], byte[]> refusal(String id, long offset) {
        return Samples.record(
                F0,
                offset,
                FailedEventCodec.encode(
                        Samples.failedEvent(
                                id, Samples.NOON.plus(Duration.ofDays(offset)), new byte[] {'{'})));
    }

    private LakeSink sink() {
        return LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
    }

    private Table table() {
        return catalog.find(LakeTable.EVENTS).orElseThrow();
    }

    private List<String> ids() {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table()).build()) {
            List<String> ids = new ArrayList<>();
            rows.forEach(row -> ids.add((String) row.getField("event_id")));
            return ids;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long parquetFiles() throws IOException {
        try (Stream<Path> files = Files.walk(dataDir)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }
}

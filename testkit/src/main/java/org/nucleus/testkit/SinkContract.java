package org.nucleus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.LogIdentity;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.runtime.sink.StaleOwnerException;
import org.nucleus.runtime.sink.UpgradeDueException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What every {@link Sink} promises to {@link org.nucleus.runtime.sink.SinkWorker}; a sink's test
 * implements the six methods and gets the tests. Each test begins with an empty target.
 */
public interface SinkContract {
    /** Another sink on this test's target, as a process would make it; the test closes it. */
    Sink newSink();

    /** The ids that a reader of the target sees now, a row's id as often as its row is there. */
    List<String> storedIds();

    /** The topic whose records the sink takes. */
    Topic topic();

    /** A record's value that the sink stores under this id. */
    byte[] value(String id);

    /** A record's value that the sink can never store. */
    byte[] unstorableValue();

    /** A record's value that only a later version can read. */
    byte[] laterValue();

    @Test
    default void knowsNoOffsetBeforeTheFirstCommit() {
        try (Sink sink = newSink()) {
            assertThat(sink.open(Set.of(partition(0), partition(1)))).isEqualTo(Progress.NONE);
        }
    }

    @Test
    default void showsRowsOnlyAfterCommit() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            write(sink, 0, 0, "a", "b");
            assertThat(storedIds()).isEmpty();

            sink.commit(Progress.of(Map.of(partition(0), 2L)));
            assertThat(storedIds()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    default void storesTheNextOffsetWithTheRows() {
        try (Sink first = newSink()) {
            first.open(Set.of(partition(0), partition(1)));
            write(first, 0, 5, "a", "b");
            first.commit(Progress.of(Map.of(partition(0), 7L)));
            write(first, 1, 0, "c");
            first.commit(Progress.of(Map.of(partition(1), 1L)));
        }

        try (Sink second = newSink()) {
            assertThat(second.open(Set.of(partition(0), partition(1), partition(2))).next())
                    .isEqualTo(Map.of(partition(0), 7L, partition(1), 1L));
        }
    }

    @Test
    default void givesBackTheLogAndTheMarksItWasGiven() {
        LogIdentity log = new LogIdentity("cluster", "topic");
        Progress left = new Progress(Optional.of(log), at(0, 2), Map.of(partition(0), -7));
        Progress right = new Progress(Optional.of(log), at(1, 1), Map.of(partition(1), 9));
        try (Sink first = newSink()) {
            first.open(Set.of(partition(0), partition(1)));
            write(first, 0, 0, "a", "b");
            first.commit(left);
            write(first, 1, 0, "c");
            first.commit(right);
        }

        try (Sink second = newSink()) {
            assertThat(second.open(Set.of(partition(0), partition(1)))).isEqualTo(left.with(right));
            assertThat(second.open(Set.of(partition(1)))).isEqualTo(right);
            assertThat(second.rewindCommand()).isNotBlank();
        }
    }

    private Map<TopicPartition, Long> at(int partition, long next) {
        return Map.of(partition(partition), next);
    }

    @Test
    default void forgetsWhatIsDiscarded() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            write(sink, 0, 0, "a", "b");
            sink.discard();
            write(sink, 0, 0, "a");
            sink.commit(Progress.of(Map.of(partition(0), 1L)));

            assertThat(storedIds()).containsExactly("a");
            assertThat(sink.open(Set.of(partition(0))).next()).isEqualTo(Map.of(partition(0), 1L));
        }
    }

    @Test
    default void forgetsWhatWasWrittenWhenOpenedAgain() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            write(sink, 0, 0, "a");
            sink.open(Set.of(partition(0), partition(1)));
            write(sink, 1, 0, "b");
            sink.commit(Progress.of(Map.of(partition(1), 1L)));

            assertThat(storedIds()).containsExactly("b");
        }
    }

    @Test
    default void leavesNothingWhenKilledBeforeCommit() {
        Sink killed = newSink();
        killed.open(Set.of(partition(0)));
        write(killed, 0, 0, "a", "b");

        try (Sink next = newSink()) {
            assertThat(next.open(Set.of(partition(0))).next()).isEmpty();
            write(next, 0, 0, "a", "b");
            next.commit(Progress.of(Map.of(partition(0), 2L)));
            assertThat(storedIds()).containsExactlyInAnyOrder("a", "b");
        }
        killed.close();
        assertThat(storedIds()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    default void refusesTheCommitOfAStaleOwner() {
        try (Sink stale = newSink();
                Sink owner = newSink()) {
            stale.open(Set.of(partition(0)));
            write(stale, 0, 0, "a", "b");
            owner.open(Set.of(partition(0)));
            write(owner, 0, 0, "a", "b", "c");
            owner.commit(Progress.of(Map.of(partition(0), 3L)));

            assertThatThrownBy(() -> stale.commit(Progress.of(Map.of(partition(0), 2L))))
                    .isInstanceOf(StaleOwnerException.class);

            stale.discard();
            assertThat(storedIds()).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(stale.open(Set.of(partition(0))).next()).isEqualTo(Map.of(partition(0), 3L));
        }
    }

    @Test
    default void letsOwnersOfOtherPartitionsCommit() {
        try (Sink left = newSink();
                Sink right = newSink()) {
            left.open(Set.of(partition(0)));
            right.open(Set.of(partition(1)));
            write(left, 0, 0, "a");
            write(right, 1, 0, "b");
            right.commit(Progress.of(Map.of(partition(1), 1L)));
            left.commit(Progress.of(Map.of(partition(0), 1L)));
            write(right, 1, 1, "c");
            right.commit(Progress.of(Map.of(partition(1), 2L)));

            assertThat(storedIds()).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    default void returnsWhatItCannotStoreAndStoresTheRest() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            List<FailedEvent> refused =
                    sink.write(
                            partition(0),
                            List.of(
                                    record(0, 0, value("a")),
                                    record(0, 1, unstorableValue()),
                                    record(0, 2, value("b"))));
            sink.commit(Progress.of(Map.of(partition(0), 3L)));

            assertThat(refused).hasSize(1);
            assertThat(storedIds()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    default void takesNothingOfACallWithARecordOfALaterVersion() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            List<ConsumerRecord<byte[], byte[]>> records =
                    List.of(
                            record(0, 7, value("a")),
                            record(0, 8, laterValue()),
                            record(0, 9, value("b")));
            assertThatThrownBy(() -> sink.write(partition(0), records))
                    .isInstanceOfSatisfying(
                            UpgradeDueException.class,
                            due -> assertThat(due.offset()).isEqualTo(8));
            write(sink, 0, 7, "a");
            sink.commit(Progress.of(Map.of(partition(0), 8L)));

            assertThat(storedIds()).containsExactly("a");
        }
    }

    @Test
    default void movesPastRecordsOfWhichItStoresNone() {
        try (Sink sink = newSink()) {
            sink.open(Set.of(partition(0)));
            sink.write(partition(0), List.of(record(0, 0, unstorableValue())));
            sink.commit(Progress.of(Map.of(partition(0), 1L)));

            assertThat(storedIds()).isEmpty();
            assertThat(sink.open(Set.of(partition(0))).next()).isEqualTo(Map.of(partition(0), 1L));
        }
    }

    @Test
    default void takesPartitionsSideBySide() throws Exception {
        int partitions = 3;
        int rows = 200;
        try (Sink sink = newSink();
                ExecutorService threads = Executors.newFixedThreadPool(partitions)) {
            sink.open(Set.of(partition(0), partition(1), partition(2)));
            List<Future<?>> writes = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                int of = partition;
                writes.add(threads.submit(() -> writeOneByOne(sink, of, rows)));
            }
            for (Future<?> write : writes) {
                write.get();
            }
            sink.commit(
                    Progress.of(
                            Map.of(partition(0), 200L, partition(1), 200L, partition(2), 200L)));

            assertThat(storedIds()).hasSize(partitions * rows).doesNotHaveDuplicates();
        }
    }

    private void writeOneByOne(Sink sink, int partition, int rows) {
        for (int offset = 0; offset < rows; offset++) {
            write(sink, partition, offset, partition + "-" + offset);
        }
    }

    private void write(Sink sink, int partition, long firstOffset, String... ids) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String id : Arrays.asList(ids)) {
            records.add(record(partition, firstOffset + records.size(), value(id)));
        }
        assertThat(sink.write(partition(partition), records)).isEmpty();
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic().name(), partition);
    }

    private ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(
                topic().name(),
                partition,
                offset,
                "demo|a".getBytes(StandardCharsets.UTF_8),
                value);
    }
}

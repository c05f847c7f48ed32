package org.nucleus.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.nucleus.runtime.kafka.LogIdentity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

final class BatchTest {
    private static final TopicPartition LEFT = new TopicPartition("t", 0);
    private static final TopicPartition RIGHT = new TopicPartition("t", 1);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Batch batch = new Batch(new SinkSettings(Duration.ofSeconds(5), 10, 1000));

    @Test
    void isNeverDueWhileEmpty() {
        assertThat(batch.dueIn(Long.MAX_VALUE, POLL)).isEqualTo(POLL);
    }

    @Test
    void isDueAnIntervalAfterItsFirstRecord() {
        batch.add(LEFT, records(0, 1), List.of(), seconds(100));
        batch.add(LEFT, records(1, 2), List.of(), seconds(104));

        assertThat(batch.dueIn(seconds(104), POLL)).isEqualTo(POLL);
        assertThat(batch.dueIn(seconds(105) - 1_000_000, POLL)).isEqualTo(Duration.ofMillis(1));
        assertThat(batch.dueIn(seconds(105), POLL)).isZero();
    }

    @Test
    void isDueWithItsRowsOrBytes() {
        batch.add(LEFT, records(0, 9), List.of(), 0);
        assertThat(batch.dueIn(0, POLL)).isEqualTo(POLL);
        batch.add(RIGHT, records(0, 1), List.of(), 0);
        assertThat(batch.dueIn(0, POLL)).isZero();

        Batch small = new Batch(new SinkSettings(Duration.ofSeconds(5), 1000, 24));
        small.add(LEFT, records(0, 1), List.of(), 0);
        assertThat(small.dueIn(0, POLL)).isEqualTo(POLL);
        small.add(LEFT, records(1, 2), List.of(), 0);
        assertThat(small.dueIn(0, POLL)).isZero();
    }

    @Test
    void knowsTheNextOffsetOfEachPartitionUntilCleared() {
        batch.add(LEFT, records(7, 9), List.of(), 0);
        batch.add(RIGHT, records(0, 1), List.of(), 0);
        LogIdentity log = new LogIdentity("cluster", "topic");
        assertThat(batch.next(log).log()).contains(log);
        assertThat(batch.next(log).next()).isEqualTo(Map.of(LEFT, 9L, RIGHT, 1L));
        assertThat(batch.next(log).marks())
                .isEqualTo(
                        Map.of(
                                LEFT,
                                RecordMark.of(records(8, 9).getLast()),
                                RIGHT,
                                RecordMark.of(records(0, 1).getLast())));
        assertThat(batch.rows()).isEqualTo(3);

        batch.clear();
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.rows()).isZero();
    }

    @Test
    void settingsGuardThemselves() {
        assertThatThrownBy(() -> new SinkSettings(Duration.ZERO, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SinkSettings(POLL, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SinkSettings(POLL, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** Records of two bytes key and ten bytes value; the first partition's will do for any. */
    private static List<ConsumerRecord<byte[], byte[]>> records(long from, long until) {
        return LongStream.range(from, until)
                .mapToObj(
                        offset ->
                                new ConsumerRecord<>(
                                        "t",
                                        0,
                                        offset,
                                        0L,
                                        TimestampType.CREATE_TIME,
                                        2,
                                        10,
                                        new byte[2],
                                        new byte[10],
                                        new RecordHeaders(),
                                        Optional.empty()))
                .toList();
    }
}

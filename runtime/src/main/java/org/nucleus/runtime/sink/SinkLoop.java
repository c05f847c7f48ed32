package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The loop itself over one consumer: poll, write, commit. After every assignment and every failure
 * the partitions are paused until the sink has been opened and each is sought to the offset that
 * the sink stores with its data; offsets in Kafka are only written, for tools that show lag.
 */
final class SinkLoop implements ConsumerRebalanceListener {
    private static final Logger logger = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Outlet outlet;
    private final LogCheck logCheck;
    private final SinkState state;
    private final DiskSpace disk;
    private Optional<Set<TopicPartition>> held = Optional.empty();
    private boolean assigned;
    private boolean opened;
    private long tryAgainAt = System.nanoTime();
    private long provenAt = System.nanoTime();

    /**
     * What may hold the loop up.
     *
     * @param disk while it is low nothing more is read, and only what was read is committed
     */
    record Guards(LogCheck logCheck, DiskSpace disk) {}

    SinkLoop(
            KafkaConsumer<byte[], byte[]> consumer, Outlet outlet, SinkState state, Guards guards) {
        this.consumer = consumer;
        this.outlet = outlet;
        this.state = state;
        this.logCheck = guards.logCheck();
        this.disk = guards.disk();
    }

    /**
     * Runs until {@code done}, then commits what is written.
     *
     * @throws KafkaException when this consumer cannot go on
     */
    void run(String topic, BooleanSupplier done) {
        consumer.subscribe(Set.of(topic), this);
        while (!done.getAsBoolean()) {
            round();
        }
        release();
        settle();
    }

    /**
     * Waits for Kafka's own offsets that are under way, as whoever closes the consumer does not.
     */
    private void settle() {
        try {
            consumer.commitSync(Map.of(), SETTLE_WITHIN);
        } catch (KafkaException e) {
            logger.atDebug().setCause(e).log("Kafka's own offsets were not updated");
        }
    }

    private void round() {
        if (assigned && !opened && System.nanoTime() - tryAgainAt >= 0) {
            attempt(this::open);
        }
        holdWhileDiskIsLow();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(outlet.dueIn(POLL));
        if (!opened) {
            return;
        }
        attempt(() -> take(records));
    }

    private void holdWhileDiskIsLow() {
        boolean low = disk.isLow();
        if (!opened || low == held.isPresent()) {
            return;
        }
        if (low) {
            Set<TopicPartition> reading = new HashSet<>(consumer.assignment());
            reading.removeAll(consumer.paused());
            consumer.pause(reading);
            held = Optional.of(reading);
        } else {
            consumer.resume(held.orElseThrow());
            held = Optional.empty();
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            outlet.write(records).forEach(this::await);
            provenAt = System.nanoTime();
        }
        if (outlet.isEmpty()) {
            probe();
        } else if (outlet.dueIn(POLL).isZero()) {
            commit();
        }
        state.lag(
                consumer.assignment().stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum());
    }

    /** Stops reading a partition before a record that only a later version can read. */
    private void await(TopicPartition partition, UpgradeDueException due) {
        consumer.pause(Set.of(partition));
        consumer.seek(partition, due.offset());
        state.waits(partition, due.getMessage());
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            outlet.discard();
            opened = false;
            consumer.pause(consumer.assignment());
            tryAgainAt = System.nanoTime() + state.failed(e).toNanos();
        }
    }

    private void open() {
        Set<TopicPartition> partitions = Set.copyOf(consumer.assignment());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, ANSWER_WITHIN);
        LogIdentity log = logCheck.log();
        Progress stored = outlet.open(partitions, log);
        logCheck.require(stored, log, first, end);
        state.waitsNoMore();
        for (TopicPartition partition : partitions) {
            long from = stored.next().getOrDefault(partition, first.get(partition));
            if (from < first.get(partition)) {
                logger.atError()
                        .addKeyValue("topic", partition.topic())
                        .addKeyValue("partition", partition.partition())
                        .addKeyValue("offset", from)
                        .addKeyValue("lost", first.get(partition) - from)
                        .log("Retention removed records before they were stored");
                from = first.get(partition);
            }
            consumer.seek(partition, from);
        }
        consumer.resume(partitions);
        held = Optional.empty();
        opened = true;
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        outlet.commit();
        state.works();
        try {
            consumer.commitAsync(positions, null);
        } catch (KafkaException e) {
            logger.atDebug().setCause(e).log("Kafka's own offsets were not updated");
        }
    }

    /** With nothing to write, health is whether the log answers and has nothing new. */
    private void probe() {
        boolean known = !(state.check() instanceof Health.Down);
        if (known && System.nanoTime() - provenAt < PROBE_EVERY.toNanos()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends =
                    new HashMap<>(consumer.endOffsets(consumer.assignment(), ANSWER_WITHIN));
            provenAt = System.nanoTime();
            ends.keySet().removeAll(consumer.paused());
            if (ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                state.works();
            }
        } catch (KafkaException e) {
            state.down("the log does not answer: " + Failures.reason(e));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        opened = partitions.isEmpty();
        consumer.seekToBeginning(partitions);
        consumer.pause(partitions);
        logger.atInfo().addKeyValue("partitions", partitions.size()).log("Partitions assigned");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        release();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        outlet.discard();
        assigned = false;
        opened = false;
    }

    private void release() {
        if (opened && !outlet.isEmpty()) {
            attempt(this::commit);
        }
        assigned = false;
        opened = false;
    }
}

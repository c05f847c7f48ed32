package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.runtime.kafka.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The target's side of the sink loop: a {@link Sink} with the batch that is open on it. Partitions
 * are written side by side, each on a virtual thread; everything else runs on the worker's thread.
 */
final class Outlet {
    private static final Logger logger = LoggerFactory.getLogger(Outlet.class);

    private final Sink sink;
    private final Batch batch;
    private final Consumer<List<FailedEvent>> failedEvents;
    private final SinkMetrics metrics;
    private LogIdentity log;
    private final ThreadFactory writers = Thread.ofVirtual().name("sink-writer-", 0).factory();

    Outlet(Sink sink, Batch batch, Consumer<List<FailedEvent>> failedEvents, SinkMetrics metrics) {
        this.sink = sink;
        this.batch = batch;
        this.failedEvents = failedEvents;
        this.metrics = metrics;
    }

    /**
     * Takes over partitions of a log.
     *
     * @return what is stored of them
     */
    Progress open(Set<TopicPartition> partitions, LogIdentity assigned) {
        log = assigned;
        return sink.open(partitions);
    }

    /**
     * Returns, or throws the first failure, when no write runs any more.
     *
     * @return why a partition has to wait, and from which record on
     */
    Map<TopicPartition, UpgradeDueException> write(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Future<Written>> writes = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(writers)) {
            for (TopicPartition partition : records.partitions()) {
                writes.put(
                        partition,
                        threads.submit(() -> write(partition, records.records(partition))));
            }
        }
        long now = System.nanoTime();
        Map<TopicPartition, UpgradeDueException> waiting = new HashMap<>();
        writes.forEach(
                (partition, write) -> {
                    Written written = result(write);
                    batch.add(partition, written.records(), written.refused(), now);
                    written.upgrade().ifPresent(due -> waiting.put(partition, due));
                });
        return waiting;
    }

    private Written write(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            return new Written(records, sink.write(partition, records), Optional.empty());
        } catch (UpgradeDueException due) {
            List<ConsumerRecord<byte[], byte[]>> before =
                    records.stream().filter(record -> record.offset() < due.offset()).toList();
            List<FailedEvent> refused =
                    before.isEmpty() ? List.of() : sink.write(partition, before);
            return new Written(before, refused, Optional.of(due));
        }
    }

    private static Written result(Future<Written> write) {
        return switch (write.state()) {
            case SUCCESS -> write.resultNow();
            case FAILED ->
                    throw write.exceptionNow() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException("write failed", write.exceptionNow());
            case CANCELLED, RUNNING -> throw new IllegalStateException("write was cut short");
        };
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    Duration dueIn(Duration most) {
        return batch.dueIn(System.nanoTime(), most);
    }

    /** Refusals go to the log first, so that none is lost where the commit comes through. */
    void commit() {
        long begun = System.nanoTime();
        List<FailedEvent> rejected = batch.rejected();
        if (!rejected.isEmpty()) {
            failedEvents.accept(rejected);
        }
        sink.commit(batch.next(log));
        metrics.committed(
                batch.rows(), rejected.size(), Duration.ofNanos(System.nanoTime() - begun));
        batch.clear();
    }

    /** Forgets the open batch; the records come again. */
    void discard() {
        batch.clear();
        try {
            sink.discard();
        } catch (RuntimeException e) {
            logger.atError().setCause(e).log("Sink failed to discard, open makes up for it");
        }
    }

    private record Written(
            List<ConsumerRecord<byte[], byte[]>> records,
            List<FailedEvent> refused,
            Optional<UpgradeDueException> upgrade) {}
}

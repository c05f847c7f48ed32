package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Logger log = LoggerFactory.getLogger(Outlet.class);

    private final Sink sink;
    private final Batch batch;
    private final Consumer<List<FailedEvent>> failedEvents;
    private final SinkMetrics metrics;
    private final ThreadFactory writers = Thread.ofVirtual().name("sink-writer-", 0).factory();

    Outlet(Sink sink, Batch batch, Consumer<List<FailedEvent>> failedEvents, SinkMetrics metrics) {
        this.sink = sink;
        this.batch = batch;
        this.failedEvents = failedEvents;
        this.metrics = metrics;
    }

    Map<TopicPartition, Long> open(Set<TopicPartition> partitions) {
        return sink.open(partitions);
    }

    /** Returns, or throws the first failure, when no write runs any more. */
    void write(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Future<List<FailedEvent>>> writes = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(writers)) {
            for (TopicPartition partition : records.partitions()) {
                writes.put(
                        partition,
                        threads.submit(() -> sink.write(partition, records.records(partition))));
            }
        }
        long now = System.nanoTime();
        writes.forEach(
                (partition, write) ->
                        batch.add(partition, records.records(partition), result(write), now));
    }

    private static List<FailedEvent> result(Future<List<FailedEvent>> write) {
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
        sink.commit(batch.next());
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
            log.atError().setCause(e).log("Sink failed to discard, open makes up for it");
        }
    }
}

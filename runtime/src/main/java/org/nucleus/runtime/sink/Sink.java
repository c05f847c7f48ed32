package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;

import java.util.List;
import java.util.Set;

/**
 * A target that takes batches of one topic and stores, atomically with them, up to which offset it
 * has them. {@link SinkWorker} is its only caller: {@code open}, {@code commit} and {@code discard}
 * come from one thread and never while {@code write} runs; {@code write} may run at the same time
 * for different partitions, never twice at once for one. Any method may throw: the loop then
 * discards, opens again and repeats what was not committed. Messages of exceptions reach health and
 * logs, so they hold no data.
 */
public interface Sink extends AutoCloseable {
    /**
     * Takes over partitions; what was written but not committed is forgotten first.
     *
     * @return what was stored of them with the data; a partition that was never committed is
     *     missing
     */
    Progress open(Set<TopicPartition> assigned);

    /**
     * Takes records of one partition, in order; they become visible with the next commit.
     *
     * @return what can never be stored; the loop logs it on {@code events.failed} before it commits
     * @throws UpgradeDueException when a later version of this house wrote one of the records;
     *     nothing of this call was taken then
     */
    List<FailedEvent> write(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records);

    /**
     * Makes everything written visible, and {@code next} with it, all or nothing.
     *
     * @param next for each written partition the offset after its last written record, and the log
     * @throws StaleOwnerException when another owner has committed one of the partitions meanwhile
     */
    void commit(Progress next);

    /** Forgets what was written and not committed. */
    void discard();

    /** What an operator runs where the log is not the one that the stored offsets count on. */
    String rewindCommand();

    @Override
    void close();
}

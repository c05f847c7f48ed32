package org.nucleus.collector.log;

/**
 * Hears of one append. Called on the log's own thread, or on the caller's where Kafka refuses at
 * once: never block, hand over.
 */
public interface AppendListener {
    /**
     * One record is on the log.
     *
     * @param index of the record in the list that was appended
     * @param partition of its topic
     * @param offset in that partition
     */
    void acknowledged(int index, int partition, long offset);

    /** Nothing is outstanding any more; called once, last. */
    void done(AppendOutcome outcome);
}

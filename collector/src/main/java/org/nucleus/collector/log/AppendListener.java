package org.nucleus.collector.log;

/**
 * Hears of one append. Called on the log's own thread, or on the caller's where Kafka refuses at
 * once: never block, hand over.
 */
@FunctionalInterface
public interface AppendListener {
    /** Nothing is outstanding any more; called once. */
    void done(AppendOutcome outcome);
}

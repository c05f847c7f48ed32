package org.nucleus.collector.log;

/**
 * Where a record of {@code events.received} is.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record Position(int partition, long offset) {}

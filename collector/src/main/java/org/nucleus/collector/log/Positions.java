package org.nucleus.collector.log;

/** Where the records of one append went, in their order. */
public final class Positions {
    /** Of nothing. */
    public static final Positions NONE = new Positions(0);

    private final int[] partitions;
    private final long[] offsets;

    Positions(int records) {
        partitions = new int[records];
        offsets = new long[records];
    }

    void set(int index, int partition, long offset) {
        partitions[index] = partition;
        offsets[index] = offset;
    }

    /** Where the record with that index went, in its topic. */
    public Position of(int index) {
        return new Position(partitions[index], offsets[index]);
    }
}

package org.nucleus.collector.bulk;

import org.nucleus.model.Upload.Mark;

import java.util.zip.CRC32C;

/** Sums up content from boundary to boundary, so that the same marks mean the same content. */
final class ContentDigest {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final CRC32C crc = new CRC32C();
    private long value;
    private long bounded;
    private int summed;

    ContentDigest(Mark from) {
        value = from.digest();
        bounded = from.offset();
    }

    /** Of all bytes before {@link #bounded}. */
    long value() {
        return value;
    }

    /** The offset of the last boundary. */
    long bounded() {
        return bounded;
    }

    /** There is a boundary at {@code offset}, before {@code window[at]}. */
    void bound(byte[] window, int at, long offset) {
        pass(window, at);
        if (offset > bounded) {
            bounded = offset;
            value = value * MIX + crc.getValue() + 1;
            crc.reset();
        }
    }

    /** Everything before {@code window[at]} is passed. */
    void pass(byte[] window, int at) {
        crc.update(window, summed, at - summed);
        summed = at;
    }

    /** The window holds what follows now. */
    void beginWindow() {
        summed = 0;
    }
}

package org.nucleus.collector.bulk;

import java.io.IOException;
import java.io.InputStream;

/** The read of one byte, for streams that read blocks. */
final class SingleByte {
    private SingleByte() {}

    /** As {@link InputStream#read()}. */
    static int of(InputStream blocks) throws IOException {
        byte[] one = new byte[1];
        return blocks.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}

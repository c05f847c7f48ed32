package org.nucleus.node.send;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The next part of a file: what is not settled yet, as far as it is read. */
final class Part {
    private static final int USUAL_BYTES = 8 << 20;
    private static final int MOST_BYTES = 64 << 20;

    private final InputStream in;
    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private long offset;
    private boolean last;

    /**
     * @param offset in the file of the stream's next byte
     */
    Part(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** Reads on until it is full or the file ends. */
    void fill() throws IOException {
        int read = in.readNBytes(bytes, length, bytes.length - length);
        last = length + read < bytes.length;
        length += read;
    }

    /** Where in the file it begins. */
    long offset() {
        return offset;
    }

    /** Whether the file ends with it. */
    boolean isLast() {
        return last;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /**
     * Drops what is settled; where that is nothing, there is to be more of it.
     *
     * @throws IOException when one value is over 64 MiB
     */
    void settled(long upTo) throws IOException {
        int dropped = Math.toIntExact(upTo - offset);
        if (dropped == 0 && length == bytes.length) {
            if (bytes.length == MOST_BYTES) {
                throw new IOException("the value at byte " + offset + " has over 64 MiB");
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        System.arraycopy(bytes, dropped, bytes, 0, length - dropped);
        length -= dropped;
        offset = upTo;
    }

    /** Whether a settled offset can be gone on from. */
    boolean reaches(long upTo) {
        return upTo >= offset && upTo <= offset + length;
    }
}

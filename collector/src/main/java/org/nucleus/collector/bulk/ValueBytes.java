package org.nucleus.collector.bulk;

import java.util.Arrays;

/** The bytes of one value as they come, up to a limit; of a longer one nothing is kept. */
final class ValueBytes {
    private static final int FIRST_BYTES = 4 * 1024;

    private final int mostBytes;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int end;
    private boolean tooLong;

    ValueBytes(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void clear() {
        end = 0;
        tooLong = false;
    }

    void add(byte[] from, int begin, int length) {
        if (tooLong || end + length > mostBytes) {
            tooLong = true;
            end = 0;
            return;
        }
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + length, 2 * bytes.length));
        }
        System.arraycopy(from, begin, bytes, end, length);
        end += length;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** A copy without the blanks at its end. */
    byte[] stripped() {
        int length = end;
        while (length > 0 && Splitter.isBlank(bytes[length - 1])) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}

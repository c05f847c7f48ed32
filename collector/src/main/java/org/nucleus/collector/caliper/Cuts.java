package org.nucleus.collector.caliper;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The members of one item that are never stored, as byte ranges found while reading; cutting them
 * leaves valid JSON.
 */
final class Cuts {
    private int[] bounds = new int[8];
    private int size;

    void clear() {
        size = 0;
    }

    /**
     * Cuts a member, and the one comma that goes with it.
     *
     * @param body the document
     * @param nameStart offset of its name's opening quote
     * @param valueEnd offset after its value
     */
    void add(byte[] body, int nameStart, int valueEnd) {
        int next = valueEnd;
        while (isSpace(body[next])) {
            next++;
        }
        int end = valueEnd;
        int start = nameStart;
        if (body[next] == ',') {
            end = next + 1;
        } else {
            start = commaBefore(body, nameStart);
        }
        while (size > 0 && bounds[size - 2] >= start) {
            size -= 2;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        bounds[size] = start;
        bounds[size + 1] = end;
        size += 2;
    }

    /** The bytes of {@code body} from {@code start} to {@code end}, less what was cut. */
    byte[] apply(byte[] body, int start, int end) {
        if (size == 0) {
            return Arrays.copyOfRange(body, start, end);
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(end - start);
        int from = start;
        for (int i = 0; i < size; i += 2) {
            kept.write(body, from, bounds[i] - from);
            from = bounds[i + 1];
        }
        kept.write(body, from, end - from);
        return kept.toByteArray();
    }

    /**
     * Where the comma before a last member is; the member's own start when all before it is cut,
     * too.
     */
    private int commaBefore(byte[] body, int nameStart) {
        int at = nameStart;
        int cut = size;
        while (true) {
            if (cut > 0 && bounds[cut - 1] == at) {
                cut -= 2;
                at = bounds[cut];
            } else if (isSpace(body[at - 1])) {
                at--;
            } else {
                return body[at - 1] == ',' ? at - 1 : nameStart;
            }
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}

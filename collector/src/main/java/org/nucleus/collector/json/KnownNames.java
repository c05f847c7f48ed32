package org.nucleus.collector.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The member names that documents keep using, so that each is one {@code String} whose hash is
 * known. A table of fixed size without locks: a name may push another out, and threads may each
 * make the same name once.
 */
final class KnownNames {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 2048;
    private static final int MOST_BYTES = 128;
    private static final Entry[] TABLE = new Entry[SIZE];

    /** Final fields, so that what another thread finds is whole. */
    private record Entry(byte[] bytes, String name) {}

    private KnownNames() {}

    /** The name in ASCII bytes. */
    static String of(byte[] bytes, int from, int to) {
        if (to - from > MOST_BYTES) {
            return name(bytes, from, to);
        }
        int slot = slot(bytes, from, to);
        Entry known = TABLE[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.name;
        }
        Entry entry = new Entry(Arrays.copyOfRange(bytes, from, to), name(bytes, from, to));
        TABLE[slot] = entry;
        return entry.name;
    }

    private static int slot(byte[] bytes, int from, int to) {
        long mixed = to - from;
        int at = from;
        while (at + Long.BYTES <= to) {
            mixed = (mixed ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
            at += Long.BYTES;
        }
        long rest = 0;
        while (at < to) {
            rest = rest << 8 | bytes[at++];
        }
        mixed = (mixed ^ rest) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 53);
    }

    private static String name(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}

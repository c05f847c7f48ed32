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
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int SLOT_SHIFT = Long.SIZE - 11;
    private static final int WORD = Long.BYTES;
    private static final int MOST_BYTES = 128;
    private static final Entry[] TABLE = new Entry[1 << Long.SIZE - SLOT_SHIFT];

    /**
     * A name with its first and last eight bytes, which are all of it up to sixteen. Final fields,
     * so that what another thread finds is whole.
     */
    private record Entry(long first, long last, byte[] bytes, String name) {
        boolean is(long otherFirst, long otherLast, byte[] other, int from, int to) {
            return first == otherFirst
                    && last == otherLast
                    && bytes.length == to - from
                    && (bytes.length <= 2 * WORD
                            || Arrays.equals(bytes, 0, bytes.length, other, from, to));
        }
    }

    private KnownNames() {}

    /** The name in ASCII bytes. */
    static String of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MOST_BYTES) {
            return name(bytes, from, to);
        }
        long first = length < WORD ? few(bytes, from, to) : (long) LONGS.get(bytes, from);
        long last = length <= WORD ? length : (long) LONGS.get(bytes, to - WORD);
        int slot = (int) ((first * MIX ^ last) * MIX >>> SLOT_SHIFT);
        Entry known = TABLE[slot];
        if (known != null && known.is(first, last, bytes, from, to)) {
            return known.name;
        }
        String name = name(bytes, from, to);
        TABLE[slot] = new Entry(first, last, Arrays.copyOfRange(bytes, from, to), name);
        return name;
    }

    private static long few(byte[] bytes, int from, int to) {
        if (from + WORD <= bytes.length) {
            long mask = (1L << Byte.SIZE * (to - from)) - 1;
            return (long) LONGS.get(bytes, from) & mask;
        }
        long few = 0;
        for (int i = to - 1; i >= from; i--) {
            few = few << Byte.SIZE | bytes[i];
        }
        return few;
    }

    private static String name(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}

package org.nucleus.collector.log;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * Remembers where the latest statements are on the log and roughly what they said, so that a known
 * id with other content can be told at the door. A table of fixed size in which a later statement
 * may overwrite an earlier one, and empty after a restart: what it does not know, the processor's
 * own check still finds. Safe on many threads; one array without objects, so that the garbage
 * collector has nothing to follow.
 */
public final class RecentIds {
    private static final int STRIPES = 64;
    private static final int FIELDS = 4;
    private static final int MOST = 0;
    private static final int LEAST = 1;
    private static final int CHECKSUM_AND_TENANT = 2;
    private static final int POSITION = 3;
    private static final int PARTITION_BITS = 16;

    private final long[] table;
    private final int size;
    private final Object[] stripes = new Object[STRIPES];
    private final Map<String, Integer> tenants = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * A statement that is on the log.
     *
     * @param position where
     * @param checksum of its bytes
     */
    public record Remembered(Position position, int checksum) {
        public Remembered {
            Objects.requireNonNull(position, "position is null");
        }
    }

    /** Remembers up to {@code most} statements, at least one; 32 bytes each. */
    public RecentIds(int most) {
        size = most;
        table = new long[Math.multiplyExact(FIELDS, most)];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Object();
        }
    }

    /** CRC-32C of a statement's bytes: equal bytes have equal checksums. */
    public static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /**
     * Remembers a statement; while it is remembered, the first one of an id stays.
     *
     * @param number of the tenant
     */
    public void remember(int number, UUID id, Position position, int checksum) {
        int slot = slot(number, id);
        synchronized (stripes[slot % STRIPES]) {
            int at = slot * FIELDS;
            if (!holds(at, number, id)) {
                table[at + MOST] = id.getMostSignificantBits();
                table[at + LEAST] = id.getLeastSignificantBits();
                table[at + CHECKSUM_AND_TENANT] = (long) checksum << Integer.SIZE | number;
                table[at + POSITION] = position.offset() << PARTITION_BITS | position.partition();
            }
        }
    }

    /**
     * The remembered statement of this id, if any. An unknown id, which most are, is told without
     * the lock: what another thread is about to write may be missed, but nothing half-written is
     * taken for an answer.
     *
     * @param number of the tenant
     */
    public Optional<Remembered> find(int number, UUID id) {
        int slot = slot(number, id);
        int at = slot * FIELDS;
        if (!holds(at, number, id)) {
            return Optional.empty();
        }
        synchronized (stripes[slot % STRIPES]) {
            if (!holds(at, number, id)) {
                return Optional.empty();
            }
            long position = table[at + POSITION];
            return Optional.of(
                    new Remembered(
                            new Position(
                                    (int) position & ((1 << PARTITION_BITS) - 1),
                                    position >>> PARTITION_BITS),
                            (int) (table[at + CHECKSUM_AND_TENANT] >>> Integer.SIZE)));
        }
    }

    private boolean holds(int at, int tenant, UUID id) {
        return table[at + MOST] == id.getMostSignificantBits()
                && table[at + LEAST] == id.getLeastSignificantBits()
                && (int) table[at + CHECKSUM_AND_TENANT] == tenant;
    }

    /** A tenant's number here, from 1: an empty slot has 0. */
    public int number(String tenant) {
        Integer known = tenants.get(tenant);
        return known != null
                ? known
                : tenants.computeIfAbsent(tenant, ignored -> numbers.incrementAndGet());
    }

    private int slot(int tenant, UUID id) {
        long mixed =
                (id.getMostSignificantBits() ^ id.getLeastSignificantBits() + tenant)
                        * 0x9E3779B97F4A7C15L;
        return Math.floorMod((int) (mixed >>> Integer.SIZE), size);
    }
}

package org.nucleus.collector.log;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;

/**
 * Remembers where the latest statements are on the log and roughly what they said, so that a known
 * id with other content can be told at the door. A table of fixed size in which a later statement
 * may overwrite an earlier one, and empty after a restart: what it does not know, the processor's
 * own check still finds. Safe on many threads.
 */
public final class RecentIds {
    private final AtomicReferenceArray<Entry> table;

    private record Entry(String tenant, String id, Remembered statement) {
        boolean is(String otherTenant, String otherId) {
            return id.equals(otherId) && tenant.equals(otherTenant);
        }
    }

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

    /** Remembers up to {@code most} statements, at least one. */
    public RecentIds(int most) {
        table = new AtomicReferenceArray<>(most);
    }

    /** CRC-32C of a statement's bytes: equal bytes have equal checksums. */
    public static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Remembers a statement; while it is remembered, the first one of an id stays. */
    public void remember(String tenant, String id, Remembered statement) {
        int slot = slot(tenant, id);
        Entry there = table.get(slot);
        if (there == null || !there.is(tenant, id)) {
            table.set(slot, new Entry(tenant, id, statement));
        }
    }

    /** The remembered statement of this id, if any. */
    public Optional<Remembered> find(String tenant, String id) {
        Entry there = table.get(slot(tenant, id));
        return there != null && there.is(tenant, id)
                ? Optional.of(there.statement())
                : Optional.empty();
    }

    private int slot(String tenant, String id) {
        return Math.floorMod(31 * id.hashCode() + tenant.hashCode(), table.length());
    }
}

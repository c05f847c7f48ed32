package org.nucleus.processor;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The instances of one room that are known: when each was made and, once that is told, when it
 * ended. The latest {@value #MOST} are kept.
 */
final class Instances {
    static final int MOST = 64;
    private static final long OPEN = Long.MAX_VALUE;

    private final NavigableMap<Long, Long> endByStart = new TreeMap<>();

    static Instances decode(byte[] bytes) {
        Instances instances = new Instances();
        ByteBuffer longs = ByteBuffer.wrap(bytes);
        while (longs.hasRemaining()) {
            long start = longs.getLong();
            instances.endByStart.put(start, longs.getLong());
        }
        return instances;
    }

    /** Start and end of each, in epoch milliseconds. */
    byte[] encode() {
        ByteBuffer longs = ByteBuffer.allocate(2 * Long.BYTES * endByStart.size());
        endByStart.forEach((start, end) -> longs.putLong(start).putLong(end));
        return longs.array();
    }

    /** Notes one, or the end of one; the earlier of two ends counts. */
    void add(Instant created, Optional<Instant> destroyed) {
        endByStart.merge(
                created.toEpochMilli(),
                destroyed.map(Instant::toEpochMilli).orElse(OPEN),
                Math::min);
        if (endByStart.size() > MOST) {
            endByStart.pollFirstEntry();
        }
    }

    /**
     * The latest that was made at or before a moment.
     *
     * @param whileOpen whether it must not have ended before that
     */
    Optional<Instant> at(Instant moment, boolean whileOpen) {
        return Optional.ofNullable(endByStart.floorEntry(moment.toEpochMilli()))
                .filter(found -> !whileOpen || found.getValue() >= moment.toEpochMilli())
                .map(found -> Instant.ofEpochMilli(found.getKey()));
    }

    /**
     * Whether no creation that is yet to be told can change what {@link #at} finds for a moment:
     * the instance found lasted beyond it, or was only just made.
     *
     * @param just how long an instance is new, and how late a creation may be told
     */
    boolean isSure(Instant moment, Duration just) {
        Map.Entry<Long, Long> found = endByStart.floorEntry(moment.toEpochMilli());
        if (found == null) {
            return false;
        }
        boolean lasted = found.getValue() != OPEN && found.getValue() >= moment.toEpochMilli();
        return lasted || moment.toEpochMilli() - found.getKey() <= just.toMillis();
    }
}

package org.nucleus.exporter.lake;

import org.apache.iceberg.data.Record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Fills a {@link LakeTable}'s row from the bytes on the log. */
@FunctionalInterface
interface LakeRows {
    /**
     * Fills {@code row}, a new one of the table's current schema; columns that the table has and
     * this version does not know stay null.
     *
     * @throws IllegalArgumentException when the bytes are not what the topic carries
     */
    void fill(Record row, byte[] value);

    /**
     * A time as the table's columns take it.
     *
     * @throws IllegalArgumentException outside the years 1 to 9999, which tools of analysts cannot
     *     read
     */
    static OffsetDateTime utc(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("a time is outside the years 1 to 9999");
        }
        return utc;
    }
}

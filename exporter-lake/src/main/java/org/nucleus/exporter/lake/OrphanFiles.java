package org.nucleus.exporter.lake;

import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Removes files of a table that no snapshot names: what a killed or refused commit left behind. A
 * file goes when it is a day old by the clock and was an orphan already an hour before by a time
 * that no clock changes, so that a clock that leaps never takes a file of a commit under way.
 */
final class OrphanFiles {
    private static final Logger log = LoggerFactory.getLogger(OrphanFiles.class);
    private static final Duration AGE = Duration.ofDays(1);
    private static final Duration SEEN_BEFORE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 100_000;

    private final Clock clock;
    private final Ticks ticks;
    private Set<String> seen = Set.of();
    private OptionalLong seenAt = OptionalLong.empty();

    /** Nanoseconds of a time that only runs forward. */
    @FunctionalInterface
    interface Ticks {
        long nanos();
    }

    OrphanFiles(Clock clock) {
        this(clock, System::nanoTime);
    }

    OrphanFiles(Clock clock, Ticks ticks) {
        this.clock = clock;
        this.ticks = ticks;
    }

    /**
     * Removes those that are due; does nothing within an hour of the call before, or where files
     * cannot be listed. Looks at {@value #MOST_AT_ONCE} files at a time.
     */
    void remove(Table table) {
        long now = ticks.nanos();
        boolean early = seenAt.isPresent() && now - seenAt.getAsLong() < SEEN_BEFORE.toNanos();
        if (early || !(table.io() instanceof SupportsPrefixOperations files)) {
            return;
        }
        Set<String> still = new HashSet<>();
        int removed = 0;
        Iterator<FileInfo> all = files.listPrefix(table.location() + "/").iterator();
        while (all.hasNext()) {
            Map<String, String> orphans = someOld(all);
            table.refresh();
            ReferencedFiles.forEach(table, file -> orphans.remove(plain(file)));
            for (Map.Entry<String, String> orphan : orphans.entrySet()) {
                if (seen.contains(orphan.getKey())) {
                    files.deleteFile(orphan.getValue());
                    removed++;
                } else if (still.size() < MOST_AT_ONCE) {
                    still.add(orphan.getKey());
                }
            }
        }
        seen = still;
        seenAt = OptionalLong.of(now);
        if (removed > 0) {
            log.atInfo()
                    .addKeyValue("table", table.name())
                    .addKeyValue("files", removed)
                    .log("Orphan files removed");
        }
    }

    private Map<String, String> someOld(Iterator<FileInfo> all) {
        long oldest = clock.instant().minus(AGE).toEpochMilli();
        Map<String, String> some = new HashMap<>();
        while (all.hasNext() && some.size() < MOST_AT_ONCE) {
            FileInfo file = all.next();
            if (file.createdAtMillis() < oldest) {
                some.put(plain(file.location()), file.location());
            }
        }
        return some;
    }

    /** A location without its scheme, which tools spell differently: s3, s3a, file. */
    private static String plain(String location) {
        int scheme = location.indexOf("://");
        return scheme < 0 ? location : location.substring(scheme + "://".length());
    }
}

package org.nucleus.bench.pipeline;

import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the table {@code events} as {@code ./nucleus query} does, from outside the node, and
 * notes when what was there.
 */
final class TableWatch {
    private final NodeFork node;
    private final Clock clock;
    private final String idPrefix;
    private final String followed;
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Long> visibleMillis = new HashMap<>();

    /**
     * What one look found.
     *
     * @param millis since the epoch, when its answer was there
     * @param rows of this load in the table
     */
    record Seen(long millis, long rows) {}

    TableWatch(NodeFork node, Clock clock, String idPrefix, Sampling sampling) {
        this.node = node;
        this.clock = clock;
        this.idPrefix = idPrefix;
        this.followed = sampling.pattern(idPrefix);
    }

    /** Looks once; returns how many rows of this load are in the table. */
    long look() {
        long rows =
                Long.parseLong(
                        query("select count(*) from events where event_id like '" + idPrefix + "%'")
                                .getFirst());
        if (!seen.isEmpty() && seen.getLast().rows() == rows) {
            return rows;
        }
        List<String> ids =
                query("select event_id from events where event_id like '" + followed + "'");
        long now = clock.millis();
        ids.forEach(id -> visibleMillis.putIfAbsent(id, now));
        seen.add(new Seen(now, rows));
        return rows;
    }

    /** Every look that found more than the one before. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** When a followed statement was first seen, milliseconds since the epoch. */
    Map<String, Long> visibleMillis() {
        return Map.copyOf(visibleMillis);
    }

    private List<String> query(String sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(node.lake(), node.dataDir(), sql, OutputFormat.CSV, out);
        return out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    }
}

package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a consumer group has still to process, as the metrics of a process say.
 *
 * @param group id of the consumer group
 * @param records on the log and not processed, in all partitions
 * @param oldestSeconds how long the oldest of them has waited; 0 when none waits
 */
record Waiting(String group, long records, long oldestSeconds) {
    private static final String RECORDS = "nucleus_backlog_records";

    Waiting {
        Objects.requireNonNull(group, "group is null");
    }

    /** Of every group that the process watches, in order of name. */
    static List<Waiting> in(MetricsText metrics) {
        return metrics.tags(RECORDS, "group").stream()
                .sorted()
                .map(
                        group ->
                                new Waiting(
                                        group,
                                        metrics.sum(RECORDS, Map.of("group", group)),
                                        metrics.sum(
                                                "nucleus_backlog_oldest_seconds",
                                                Map.of("group", group))))
                .toList();
    }

    String sentence() {
        return records == 0
                ? "%s: nothing waits".formatted(group)
                : "%s: %,d records wait, the oldest for %,d s"
                        .formatted(group, records, oldestSeconds);
    }

    void addTo(ObjectNode json) {
        json.putObject(group).put("records", records).put("oldestSeconds", oldestSeconds);
    }
}

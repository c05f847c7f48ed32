package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of one source the tables have.
 *
 * @param good rows of {@code events}
 * @param failed rows of {@code failed_events}
 * @param lastSeen when the newest of them was received, ISO 8601; empty where there is none
 */
record InTables(long good, long failed, Optional<String> lastSeen) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SQL =
            """
            select
              (select count(*) from events %1$s) as good,
              (select count(*) from failed_events %1$s) as failed,
              greatest(
                (select max(received_time) from events %1$s),
                (select max(received_time) from failed_events %1$s)) as seen
            """;

    InTables {
        Objects.requireNonNull(lastSeen, "lastSeen is null");
    }

    /** All of it. */
    static InTables of(LakeSettings lake, Path dataDir, String source) {
        return since(lake, dataDir, source, Instant.EPOCH);
    }

    /** What was received from {@code from} on. */
    static InTables since(LakeSettings lake, Path dataDir, String source, Instant from) {
        String where =
                "where source = '%s' and received_time >= timestamptz '%s'"
                        .formatted(source.replace("'", "''"), from);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        LakeQuery.run(lake, dataDir, SQL.formatted(where), OutputFormat.JSON, answer);
        try {
            JsonNode row = JSON.readTree(answer.toByteArray()).path(0);
            return new InTables(
                    row.path("good").asLong(),
                    row.path("failed").asLong(),
                    Optional.ofNullable(row.path("seen").textValue()));
        } catch (IOException e) {
            throw new IllegalStateException("a query's answer is JSON", e);
        }
    }
}

package org.nucleus.exporter.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A commit whose time is not before that of the table's last one. Iceberg stamps a snapshot with
 * the machine's clock and refuses one that is earlier than the last: a clock that was ahead and is
 * put right would stop the table for as long as it was ahead.
 */
final class TimedCommit {
    private static final Logger log = LoggerFactory.getLogger(TimedCommit.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIME = "timestamp-ms";

    private TimedCommit() {}

    /** Whether the table's last change is later than the clock. */
    static boolean isAhead(Table table, Clock clock) {
        return lastTime(operations(table).current()) > clock.millis();
    }

    private static long lastTime(TableMetadata metadata) {
        Snapshot last = metadata.currentSnapshot();
        return Math.max(metadata.lastUpdatedMillis(), last == null ? 0 : last.timestampMillis());
    }

    /**
     * Commits.
     *
     * @param update of {@code table}, made from its state as it is loaded
     * @param besides another change of the metadata in the same step
     * @throws CommitFailedException when another commit came first
     */
    static void commit(
            Table table, SnapshotUpdate<?> update, Consumer<TableMetadata.Builder> besides) {
        TableOperations operations = operations(table);
        Snapshot made = update.apply();
        try {
            TableMetadata base = operations.current();
            Snapshot last = base.currentSnapshot();
            if (!Objects.equals(made.parentId(), last == null ? null : last.snapshotId())) {
                throw new CommitFailedException("another commit came first");
            }
            TableMetadata.Builder next = TableMetadata.buildFrom(base);
            if (lastTime(base) > made.timestampMillis()) {
                keepTime(base, next);
            }
            next.setBranchSnapshot(notBefore(made, lastTime(base)), SnapshotRef.MAIN_BRANCH);
            besides.accept(next);
            operations.commit(base, next.build());
        } catch (RuntimeException e) {
            if (e instanceof CleanableFailure) {
                delete(table, made);
            }
            throw e;
        }
    }

    /**
     * The next metadata is stamped as {@code base} is: the only way that Iceberg offers, meant for
     * metadata without changes, which has no earlier file.
     */
    private static void keepTime(TableMetadata base, TableMetadata.Builder next) {
        next.withMetadataLocation(null).setPreviousFileLocation(base.metadataFileLocation());
    }

    private static Snapshot notBefore(Snapshot made, long time) {
        if (made.timestampMillis() >= time) {
            return made;
        }
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(SnapshotParser.toJson(made));
            return SnapshotParser.fromJson(json.put(TIME, time).toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a snapshot always has JSON", e);
        }
    }

    private static void delete(Table table, Snapshot made) {
        List<String> files = new ArrayList<>();
        for (ManifestFile manifest : made.allManifests(table.io())) {
            if (Objects.equals(manifest.snapshotId(), made.snapshotId())) {
                files.add(manifest.path());
            }
        }
        files.add(made.manifestListLocation());
        for (String file : files) {
            try {
                table.io().deleteFile(file);
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("table", table.name())
                        .addKeyValue("file", file)
                        .setCause(e)
                        .log("Uncommitted file could not be deleted");
            }
        }
    }

    private static TableOperations operations(Table table) {
        return ((HasTableOperations) table).operations();
    }
}

package org.nucleus.exporter.lake;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.sink.SinkSettings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Where the lake is and how often it grows.
 *
 * @param warehouse folder or {@code s3://bucket/prefix} of the tables' files; empty for {@code
 *     lake} in the data folder
 * @param namespace Iceberg namespace of the tables, the database in Glue
 * @param commit when what was written becomes visible
 * @param snapshotRetention how long an older state of a table, and its files, stay readable
 * @param maintenanceInterval how often old snapshots are expired and small files joined
 * @param catalog properties handed to Iceberg's catalog; may hold credentials
 */
public record LakeSettings(
        String warehouse,
        String namespace,
        SinkSettings commit,
        Duration snapshotRetention,
        Duration maintenanceInterval,
        Map<String, String> catalog) {
    static final Setting<String> WAREHOUSE =
            Setting.text(
                    "lake.warehouse",
                    "",
                    "Where the tables' files are, a folder or s3://bucket/prefix; "
                            + "empty is `lake` in the data folder.");
    static final Setting<String> NAMESPACE =
            Setting.text(
                    "lake.namespace",
                    "nucleus",
                    "Iceberg namespace of the tables; the database in Glue.");
    static final Setting<Duration> COMMIT_INTERVAL =
            Setting.duration(
                    "lake.commit.interval", "5s", "Longest time until a row becomes visible.");
    static final Setting<Integer> COMMIT_ROWS =
            Setting.count(
                    "lake.commit.rows",
                    200_000,
                    1,
                    10_000_000,
                    "Rows after which a commit does not wait for the interval.");
    static final Setting<Long> COMMIT_BYTES =
            Setting.bytes(
                    "lake.commit.bytes",
                    "64MiB",
                    "Bytes read from the log after which a commit does not wait; bounds memory.");
    static final Setting<Duration> SNAPSHOT_RETENTION =
            Setting.duration(
                    "lake.snapshot.retention",
                    "1h",
                    "How long earlier states of a table stay readable; the last 10 always do.");
    static final Setting<Duration> MAINTENANCE_INTERVAL =
            Setting.duration(
                    "lake.maintenance.interval",
                    "10m",
                    "How often old snapshots are expired and small files joined.");
    static final SettingGroup.Prefix CATALOG =
            new SettingGroup.Prefix(
                    "lake.catalog.",
                    "Handed to Iceberg's catalog, e.g. `lake.catalog.type` (jdbc, glue, rest), "
                            + "`lake.catalog.uri`, `lake.catalog.s3.endpoint`; "
                            + "without a type it is a SQLite file in the data folder.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup(
                    "lake",
                    List.of(
                            WAREHOUSE,
                            NAMESPACE,
                            COMMIT_INTERVAL,
                            COMMIT_ROWS,
                            COMMIT_BYTES,
                            SNAPSHOT_RETENTION,
                            MAINTENANCE_INTERVAL),
                    List.of(CATALOG));

    public LakeSettings {
        Objects.requireNonNull(warehouse, "warehouse is null");
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("lake.namespace is empty");
        }
        Objects.requireNonNull(commit, "commit is null");
        Objects.requireNonNull(snapshotRetention, "snapshotRetention is null");
        Objects.requireNonNull(maintenanceInterval, "maintenanceInterval is null");
        catalog = Map.copyOf(catalog);
    }

    /** Reads the group. */
    public static LakeSettings from(Settings settings) {
        return new LakeSettings(
                settings.value(WAREHOUSE),
                settings.value(NAMESPACE),
                new SinkSettings(
                        settings.value(COMMIT_INTERVAL),
                        settings.value(COMMIT_ROWS),
                        settings.value(COMMIT_BYTES)),
                settings.value(SNAPSHOT_RETENTION),
                settings.value(MAINTENANCE_INTERVAL),
                settings.under(CATALOG));
    }

    /** Without the catalog's values, which may be credentials. */
    @Override
    public String toString() {
        return "LakeSettings[warehouse="
                + warehouse
                + ", namespace="
                + namespace
                + ", catalog="
                + new TreeSet<>(catalog.keySet())
                + "]";
    }
}

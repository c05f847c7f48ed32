package org.nucleus.node.settings;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a node keeps what is its own.
 *
 * @param dataDir folder of everything on this machine's disk, absolute
 * @param leastFreeBytes below which a node does not start, and one that runs accepts nothing more
 * @param brokerPort of the embedded broker, 0 picks a free one
 */
public record NodeSettings(Path dataDir, long leastFreeBytes, int brokerPort) {
    static final Setting<Path> DATA_DIR =
            Setting.path(
                    "data.dir",
                    "data",
                    "Folder of everything this node keeps; relative to where it is started.");
    static final Setting<Long> LEAST_FREE =
            Setting.bytes(
                    "data.disk.free.min",
                    "256MiB",
                    "Least space on the disk of `data.dir`. With less, a node does not start, and"
                            + " one that runs answers 503 until a quarter more is free.");
    static final Setting<Integer> BROKER_PORT =
            Setting.port(
                    "kafka.embedded.port",
                    9092,
                    "Port of the broker that `up` starts, on the loopback address only.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("node", List.of(DATA_DIR, LEAST_FREE, BROKER_PORT), List.of());

    public NodeSettings {
        Objects.requireNonNull(dataDir, "dataDir is null");
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** Reads the group. */
    public static NodeSettings from(Settings settings) {
        return new NodeSettings(
                settings.value(DATA_DIR), settings.value(LEAST_FREE), settings.value(BROKER_PORT));
    }
}

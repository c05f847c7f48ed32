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
 * @param brokerPort of the embedded broker, 0 picks a free one
 */
public record NodeSettings(Path dataDir, int brokerPort) {
    static final Setting<Path> DATA_DIR =
            Setting.path(
                    "data.dir",
                    "data",
                    "Folder of everything this node keeps; relative to where it is started.");
    static final Setting<Integer> BROKER_PORT =
            Setting.port(
                    "kafka.embedded.port",
                    9092,
                    "Port of the broker that `up` starts, on the loopback address only.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("node", List.of(DATA_DIR, BROKER_PORT), List.of());

    public NodeSettings {
        Objects.requireNonNull(dataDir, "dataDir is null");
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** Reads the group. */
    public static NodeSettings from(Settings settings) {
        return new NodeSettings(settings.value(DATA_DIR), settings.value(BROKER_PORT));
    }
}

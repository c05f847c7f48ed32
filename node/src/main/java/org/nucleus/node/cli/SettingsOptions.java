package org.nucleus.node.cli;

import org.nucleus.node.services.House;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.node.settings.SettingsSources;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The options of every command that reads settings. */
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; without it nucleus.properties is read where it exists.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "One setting, as often as needed; wins over file and environment. "
                            + "All keys: docs/reference/settings.md.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /**
     * The data folder of a node that is or was there.
     *
     * @throws StartFailure when there is no such folder
     */
    Path knownDataDir(Surroundings surroundings) {
        Path dataDir = NodeSettings.from(load(surroundings)).dataDir();
        if (!Files.isDirectory(dataDir)) {
            throw new StartFailure(
                    ("data folder %s does not exist; run this where the node was started, or name"
                                    + " its folder: --set data.dir=FOLDER")
                            .formatted(dataDir));
        }
        return dataDir;
    }

    Settings load(Surroundings surroundings) {
        return new SettingsSources(Optional.ofNullable(file), surroundings.environment(), settings)
                .load(House.SETTINGS);
    }
}

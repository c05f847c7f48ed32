package org.nucleus.node.cli;

import org.nucleus.node.services.House;
import org.nucleus.node.settings.SettingsSources;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Option;

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

    Settings load(Surroundings surroundings) {
        return new SettingsSources(Optional.ofNullable(file), surroundings.environment(), settings)
                .load(House.SETTINGS);
    }
}

package org.nucleus.node.settings;

import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where settings come from: a file, the environment, the command line.
 *
 * @param file given with {@code --config}; without one {@code nucleus.properties} is read where it
 *     exists
 * @param environment the process's
 * @param commandLine keys and values of {@code --set}
 */
public record SettingsSources(
        Optional<Path> file, Map<String, String> environment, Map<String, String> commandLine) {
    private static final Path USUAL_FILE = Path.of("nucleus.properties");

    public SettingsSources {
        Objects.requireNonNull(file, "file is null");
        environment = Map.copyOf(environment);
        commandLine = Map.copyOf(commandLine);
    }

    /**
     * Every setting of {@code groups}, checked.
     *
     * @throws InvalidSettings with every problem at once
     */
    public Settings load(List<SettingGroup> groups) {
        SettingsLoader loader = new SettingsLoader(groups, Map.of());
        return switch (loader.load(readFile(), environment, commandLine)) {
            case SettingsLoader.Loaded loaded -> loaded.settings();
            case SettingsLoader.Invalid invalid -> throw new InvalidSettings(invalid.problems());
        };
    }

    private Map<String, String> readFile() {
        Path path = file.orElse(USUAL_FILE);
        if (file.isEmpty() && !Files.exists(path)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettings(List.of("settings file " + path + " cannot be read"), e);
        }
        Map<String, String> values = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}

package org.nucleus.bench.fork;

import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings of what is measured: the defaults and what the bench was given. Neither a settings file
 * nor the environment counts, so that a run can be repeated.
 */
public final class GivenSettings {
    private GivenSettings() {}

    /**
     * Reads {@code key=value} texts; a later one wins.
     *
     * @throws IllegalArgumentException with every problem
     */
    public static Settings parse(List<SettingGroup> groups, List<String> given) {
        Map<String, String> values =
                given.stream()
                        .map(text -> text.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair -> pair.length == 2 ? pair[1] : "",
                                        (earlier, later) -> later));
        SettingsLoader loader = new SettingsLoader(groups, Map.of());
        return switch (loader.load(Map.of(), Map.of(), values)) {
            case SettingsLoader.Loaded loaded -> loaded.settings();
            case SettingsLoader.Invalid invalid ->
                    throw new IllegalArgumentException(String.join("; ", invalid.problems()));
        };
    }
}

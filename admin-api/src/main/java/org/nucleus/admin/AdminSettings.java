package org.nucleus.admin;

import org.nucleus.admin.http.HttpSettings;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.List;
import java.util.Objects;

/**
 * Everything the admin API can be told.
 *
 * @param http how it listens
 */
public record AdminSettings(HttpSettings http) {
    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("admin-api", HttpSettings.SETTINGS, List.of());

    public AdminSettings {
        Objects.requireNonNull(http, "http is null");
    }

    /** Reads the group. */
    public static AdminSettings from(Settings settings) {
        return new AdminSettings(HttpSettings.from(settings));
    }
}

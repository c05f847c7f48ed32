package org.nucleus.runtime;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.List;
import java.util.Objects;

/**
 * Where the process answers its operator.
 *
 * @param host address to bind
 * @param port TCP port, 0 picks a free one
 * @param sources how many sources {@code /metrics} tells apart
 */
public record ManagementSettings(String host, int port, int sources) {
    static final Setting<String> HOST =
            Setting.text(
                    "management.http.host",
                    "127.0.0.1",
                    "Address that health and metrics are answered on; 0.0.0.0 for every machine"
                            + " that reaches this one.");
    static final Setting<Integer> PORT =
            Setting.port("management.http.port", 8082, "Port of health and metrics.");

    static final Setting<Integer> SOURCES =
            Setting.count(
                    "management.metrics.sources",
                    100,
                    1,
                    100_000,
                    "How many sources `/metrics` tells apart, the busiest; the rest are summed as"
                            + " source `other`.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("management", List.of(HOST, PORT, SOURCES), List.of());

    public ManagementSettings {
        Objects.requireNonNull(host, "host is null");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
    }

    /** Reads the group. */
    public static ManagementSettings from(Settings settings) {
        return new ManagementSettings(
                settings.value(HOST), settings.value(PORT), settings.value(SOURCES));
    }
}

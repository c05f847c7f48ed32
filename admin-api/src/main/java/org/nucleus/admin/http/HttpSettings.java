package org.nucleus.admin.http;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.util.List;
import java.util.Objects;

/**
 * How the admin API listens.
 *
 * @param port where; 0 picks a free one
 * @param host on which address
 */
public record HttpSettings(int port, String host) {
    static final Setting<Integer> PORT =
            Setting.port("admin.http.port", 8081, "Where the admin API listens.");
    static final Setting<String> HOST =
            Setting.text(
                    "admin.http.host",
                    "127.0.0.1",
                    "On which address the admin API listens. It speaks plain HTTP: open it to a"
                            + " network only behind something that adds TLS.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS = List.of(PORT, HOST);

    public HttpSettings {
        Objects.requireNonNull(host, "host is null");
    }

    /** Reads them. */
    public static HttpSettings from(Settings settings) {
        return new HttpSettings(settings.value(PORT), settings.value(HOST));
    }
}

package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.settings.SettingsLoader;

import java.util.List;
import java.util.Map;

final class ManagementSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(load(Map.of())).isEqualTo(new ManagementSettings("127.0.0.1", 8082, 100));
    }

    @Test
    void readsEveryKey() {
        assertThat(
                        load(
                                Map.of(
                                        "management.http.host", "127.0.0.1",
                                        "management.http.port", "0")))
                .isEqualTo(new ManagementSettings("127.0.0.1", 0, 100));
    }

    @Test
    void guardsItself() {
        assertThatThrownBy(() -> new ManagementSettings("127.0.0.1", 65536, 100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ManagementSettings load(Map<String, String> file) {
        SettingsLoader loader = new SettingsLoader(List.of(ManagementSettings.GROUP), Map.of());
        return switch (loader.load(file, Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> ManagementSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new AssertionError(invalid.problems().toString());
        };
    }
}

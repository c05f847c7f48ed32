package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.settings.SettingsLoader;

import java.time.Duration;
import java.util.List;
import java.util.Map;

final class ProcessorSettingsTest {
    @Test
    void everythingHasADefault() {
        assertThat(load(Map.of()))
                .isEqualTo(
                        new ProcessorSettings(
                                "nucleus-processor",
                                2,
                                Duration.ofMillis(100),
                                Duration.ofDays(7),
                                Duration.ofSeconds(5)));
    }

    @Test
    void everythingCanBeSet() {
        assertThat(
                        load(
                                Map.of(
                                        "processor.application.id", "mine",
                                        "processor.threads", "4",
                                        "processor.commit.interval", "1s",
                                        "processor.deduplicate.window", "1d",
                                        "processor.instance.wait", "9s")))
                .isEqualTo(
                        new ProcessorSettings(
                                "mine",
                                4,
                                Duration.ofSeconds(1),
                                Duration.ofDays(1),
                                Duration.ofSeconds(9)));
    }

    private static ProcessorSettings load(Map<String, String> file) {
        SettingsLoader loader = new SettingsLoader(List.of(ProcessorSettings.GROUP), Map.of());
        return switch (loader.load(file, Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> ProcessorSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }
}

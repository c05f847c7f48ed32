package org.nucleus.node.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.node.services.House;
import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingsReference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/reference/settings.md} is what the settings records say. */
final class SettingsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");

    @Test
    void theReferenceSaysWhatTheRecordsSay() throws IOException {
        String rendered = SettingsReference.markdown(House.SETTINGS);
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, rendered);
        }
        assertThat(PAGE)
                .as("run `make docs` and commit what it writes")
                .content()
                .isEqualTo(rendered);
    }

    @Test
    void everyKeyIsSetOnceAndHasADefaultThatParses() {
        assertThat(House.SETTINGS.stream().flatMap(group -> group.settings().stream()))
                .allSatisfy(
                        setting ->
                                assertThat(setting.parser().apply(setting.defaultText()))
                                        .as(setting.key())
                                        .isNotNull())
                .extracting(Setting::key)
                .doesNotHaveDuplicates();
    }
}

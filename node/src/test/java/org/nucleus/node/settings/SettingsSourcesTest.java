package org.nucleus.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SettingsSourcesTest {
    private static final long LEAST_FREE = 256L << 20;

    @TempDir private Path folder;

    @Test
    void theCommandLineWinsOverTheEnvironmentWinsOverTheFile() throws IOException {
        Path file = folder.resolve("my.properties");
        Files.writeString(file, "data.dir=/from-file\nkafka.embedded.port=1\n");
        assertThat(load(Optional.of(file), Map.of(), Map.of()))
                .isEqualTo(new NodeSettings(Path.of("/from-file"), LEAST_FREE, 1));
        assertThat(load(Optional.of(file), Map.of("DATA_DIR", "/from-env"), Map.of()))
                .isEqualTo(new NodeSettings(Path.of("/from-env"), LEAST_FREE, 1));
        assertThat(
                        load(
                                Optional.of(file),
                                Map.of("DATA_DIR", "/from-env"),
                                Map.of("data.dir", "/from-line")))
                .isEqualTo(new NodeSettings(Path.of("/from-line"), LEAST_FREE, 1));
    }

    @Test
    void aNodeNeedsNoSetting() {
        assertThat(load(Optional.empty(), Map.of(), Map.of()))
                .isEqualTo(new NodeSettings(Path.of("data").toAbsolutePath(), LEAST_FREE, 9092));
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThatThrownBy(
                        () ->
                                load(
                                        Optional.empty(),
                                        Map.of("KAFKA_EMBEDDED_PORT", "70000"),
                                        Map.of("data.dirr", "/x")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        invalid ->
                                assertThat(invalid.problems())
                                        .hasSize(2)
                                        .anyMatch(text -> text.contains("KAFKA_EMBEDDED_PORT"))
                                        .anyMatch(text -> text.contains("data.dirr")));
    }

    @Test
    void aFileThatWasAskedForMustBeThere() {
        Path missing = folder.resolve("missing.properties");
        assertThatThrownBy(() -> load(Optional.of(missing), Map.of(), Map.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(missing.toString());
    }

    private static NodeSettings load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> line) {
        return NodeSettings.from(
                new SettingsSources(file, environment, line).load(List.of(NodeSettings.GROUP)));
    }
}

package org.nucleus.node.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nucleus.node.services.House;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every settings file shown in the how-to pages is one that a node takes. */
final class DocumentedSettingsTest {
    private static final Path HOW_TO = Path.of("..", "docs", "how-to");
    private static final Pattern BLOCK =
            Pattern.compile("^ *```properties\\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);

    static List<String> blocks() throws IOException {
        try (Stream<Path> pages = Files.list(HOW_TO)) {
            return pages.map(DocumentedSettingsTest::read)
                    .flatMap(page -> BLOCK.matcher(page).results())
                    .map((MatchResult block) -> block.group(1))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isTakenWithoutAProblem(String block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block));
        Map<String, String> file = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> file.put(key, properties.getProperty(key)));

        assertThat(file).isNotEmpty();
        assertThat(new SettingsLoader(House.SETTINGS, Map.of()).load(file, Map.of(), Map.of()))
                .isInstanceOf(SettingsLoader.Loaded.class);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

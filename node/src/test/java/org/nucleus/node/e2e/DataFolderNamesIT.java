package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A data folder may be called what people call folders, or is refused at the start. */
final class DataFolderNamesIT {
    private static final Map<String, String> UTF8 = Map.of("LC_ALL", "C.UTF-8");
    private static final Map<String, String> ASCII = Map.of("LC_ALL", "C");
    private static final Path SAMPLE =
            Path.of("..", "docs", "samples", "statements.json").toAbsolutePath();

    @TempDir private Path folder;

    @Test
    void blanksQuotesSignsAndLettersOfAnyAlphabetWork() throws Exception {
        dataDir("Schüler 'n \"data\" $HOME %20 #1 ok?\u6570\u636e");
        try (ForkedNucleus node = ForkedNucleus.up(folder, UTF8)) {
            ForkedNucleus send =
                    ForkedNucleus.run(
                            folder, UTF8, "send", "--format", "xapi", "--wait", SAMPLE.toString());
            assertThat(send.out()).as(send.err()).contains("3 rows can be queried");
            assertThat(node.err()).isEmpty();
        }
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.filter(Files::isDirectory))
                    .as("everything is below the data folder")
                    .hasSize(1);
        }
    }

    @Test
    void aCommaIsRefusedBeforeAnythingIsMade() throws Exception {
        dataDir("Berlin, 2026");
        ForkedNucleus up = ForkedNucleus.run(folder, UTF8, "up");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.err().lines())
                .singleElement()
                .asString()
                .contains("Berlin, 2026", "comma", "data.dir");
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void aLetterThatTheLocaleDoesNotHaveIsRefusedWithTheReason() throws Exception {
        dataDir("Schüler");
        ForkedNucleus up = ForkedNucleus.run(folder, ASCII, "up");
        assertThat(up.exitCode()).isNotZero();
        assertThat(up.err().lines())
                .singleElement()
                .asString()
                .contains("data.dir", "locale", "LC_ALL=C.UTF-8");
    }

    private void dataDir(String name) throws IOException {
        String escaped = name.replace("\\", "\\\\");
        Files.writeString(
                folder.resolve("nucleus.properties"),
                "data.dir=" + escaped + "\n",
                StandardCharsets.UTF_8);
    }
}

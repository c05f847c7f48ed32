package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every page that connects a sender works as it stands there: its commands succeed, and its query
 * prints what the page shows.
 */
final class ConnectPagesIT {
    private static final String HOW_TO = "docs/how-to/";

    @TempDir private static Path folder;
    private static Walkthrough walkthrough;
    private static ForkedNucleus node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        walkthrough = new Walkthrough(folder);
        walkthrough.layOutCheckout();
        node = ForkedNucleus.up(folder);
        for (String page : pages().toList()) {
            for (Walkthrough.Block block : walkthrough.blocks(HOW_TO + page)) {
                if (!isQuery(block)) {
                    walkthrough.shell(block.commands());
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", HOW_TO))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("connect-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theTestEventOfThePageIsShownAsItSays(String page) throws IOException {
        List<Walkthrough.Block> queries =
                walkthrough.blocks(HOW_TO + page).stream().filter(ConnectPagesIT::isQuery).toList();

        assertThat(queries).isNotEmpty();
        for (Walkthrough.Block query : queries) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(words(walkthrough.shell(query.commands())))
                                            .isEqualTo(words(query.output())));
        }
    }

    private static boolean isQuery(Walkthrough.Block block) {
        return block.commands().startsWith("./nucleus query");
    }

    /** How wide columns are is of no matter. */
    private static List<String> words(String text) {
        return text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " ").replaceAll("-{3,}", "---"))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}

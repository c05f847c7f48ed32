package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Commands where no node is or was: each says so and what to do. */
final class WrongFolderTest {
    @TempDir private Path folder;

    @Test
    void everyCommandThatNeedsANodeSaysWhereItLookedAndWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("one.json"), "{}");
        String[][] commands = {
            {"query", "select count(*) from events"},
            {"credentials", "xapi"},
            {"send", "--format", "xapi", file.toString()},
            {"send", "--format", "bbb", "--url", "http://localhost:9", file.toString()},
            {"sources", "list"}
        };
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        for (Path dataDir : new Path[] {elsewhere, folder.resolve("nowhere")}) {
            for (String[] command : commands) {
                Command ended = Command.run(dataDir, command);
                assertThat(ended.exitCode()).as(command[0]).isEqualTo(1);
                assertThat(ended.out()).as(command[0]).isEmpty();
                assertThat(ended.err().lines())
                        .as(command[0])
                        .singleElement()
                        .asString()
                        .startsWith("nucleus: ")
                        .contains(dataDir.toString())
                        .containsPattern("where the node was started|nucleus up");
            }
        }
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}

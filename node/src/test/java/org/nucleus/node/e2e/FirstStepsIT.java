package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.node.NodeMain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the README and the tutorial tell a newcomer to type works as it stands there. */
final class FirstStepsIT {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String SENT = "./nucleus query";

    @TempDir private Path folder;

    @Test
    void theReadmeAndTheTutorialDoWhatTheySay() throws IOException, InterruptedException {
        layOutCheckout();
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            String tutorial = commands("docs/tutorial/first-events.md");
            String readme = commands("README.md");
            int query = tutorial.indexOf(SENT);
            String sent = shell(tutorial.substring(0, query));
            awaitRows(6);
            String queried = shell(tutorial.substring(query) + readme);

            assertThat(sent)
                    .containsPattern("\\[\"[0-9a-f-]{36}\"]")
                    .contains("\"/actor/mbox\"", "\"/verb/id\"", "3 statements accepted");
            assertThat(queried)
                    .contains("CALIPER", "Photosynthesis, item 4", "\"event_id\"", "(")
                    .contains("http://adlnet.gov/expapi/verbs/completed");
            assertThat(node.err()).isEmpty();
        }
    }

    @Test
    void theHowToOnSourcesDoesWhatItSays() throws IOException, InterruptedException {
        layOutCheckout();
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            String printed = shell(commands("docs/how-to/manage-sources.md"));

            assertThat(printed)
                    .contains(
                            "demo-canvas",
                            "Source lms sends XAPI for tenant demo to /xapi/statements.",
                            "Source bbb sends BBB for tenant demo to /webhooks/bbb.",
                            "https://videos.example.org/",
                            "Source lms has a new secret.",
                            "An older one is good until",
                            "Source lms is paused.",
                            "Source lms is active.",
                            "Source quiz is revoked.",
                            "\"eventsPerSecond\":500")
                    .containsPattern("\\[\"[0-9a-f-]{36}\"]");
            assertThat(node.err()).isEmpty();
        }
    }

    /** A folder with what the commands need of the checkout, and the program under test. */
    private void layOutCheckout() throws IOException {
        Files.createSymbolicLink(folder.resolve("docs"), REPOSITORY.resolve("docs"));
        Path nucleus = folder.resolve("nucleus");
        Files.writeString(
                nucleus,
                "#!/bin/sh\nexec '%s/bin/java' --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                NodeMain.class.getName()));
        Files.setPosixFilePermissions(nucleus, PosixFilePermissions.fromString("rwx------"));
    }

    /** Every line to type of a page, but for starting a node and testing. */
    private String commands(String page) throws IOException {
        JsonNode ports = new ObjectMapper().readTree(folder.resolve("data/node.json").toFile());
        return BLOCK.matcher(Files.readString(REPOSITORY.resolve(page)))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.startsWith("./nucleus up") && !line.startsWith("mvn "))
                .collect(Collectors.joining("\n", "", "\n"))
                .replace("localhost:8080", "localhost:" + ports.get("collector"))
                .replace("localhost:8081", "localhost:" + ports.get("admin"));
    }

    private String shell(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "shell", ".txt");
        Process shell =
                new ProcessBuilder(List.of("sh", "-e", "-c", commands))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean ended = shell.waitFor(120, TimeUnit.SECONDS);
        shell.destroyForcibly();
        String printed = Files.readString(out);
        assertThat(ended).as("still runs: " + printed).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        return printed;
    }

    private void awaitRows(int rows) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () ->
                                assertThat(
                                                ForkedNucleus.run(
                                                                folder,
                                                                "query",
                                                                "--format",
                                                                "csv",
                                                                "select count(*) from events")
                                                        .out())
                                        .contains(Integer.toString(rows)));
    }
}

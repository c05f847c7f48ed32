package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the README and the tutorial tell a newcomer to type works as it stands there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FirstStepsIT {
    private static final String SENT = "./nucleus query";

    @TempDir private static Path folder;
    private static Walkthrough walkthrough;
    private static ForkedNucleus node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        walkthrough = new Walkthrough(folder);
        walkthrough.layOutCheckout();
        node = ForkedNucleus.up(folder);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    @Order(1)
    void theReadmeAndTheTutorialDoWhatTheySay() throws IOException, InterruptedException {
        String tutorial = walkthrough.commands("docs/tutorial/first-events.md");
        String readme = walkthrough.commands("README.md");
        int query = tutorial.indexOf(SENT);
        String sent = walkthrough.shell(tutorial.substring(0, query));
        awaitRows(6);
        String queried = walkthrough.shell(tutorial.substring(query) + readme);

        assertThat(sent)
                .containsPattern("\\[\"[0-9a-f-]{36}\"]")
                .contains("\"/actor/mbox\"", "\"/verb/id\"", "3 statements accepted");
        assertThat(plain(sent + queried)).contains(shown("docs/tutorial/first-events.md"));
        assertThat(queried)
                .contains("CALIPER", "Photosynthesis, item 4", "\"event_id\"", "(")
                .contains("http://adlnet.gov/expapi/verbs/completed");
        assertThat(node.err()).isEmpty();
    }

    @Test
    void theHowToOnSourcesDoesWhatItSays() throws IOException, InterruptedException {
        String printed = walkthrough.shell(walkthrough.commands("docs/how-to/manage-sources.md"));

        assertThat(plain(printed)).contains(shown("docs/how-to/manage-sources.md"));
        assertThat(printed)
                .contains(
                        "demo-canvas",
                        "Source lms sends XAPI for tenant demo to /xapi/statements.",
                        "Source bbb sends BBB for tenant demo to /webhooks/bbb.",
                        "Source jaas sends JAAS for tenant demo to /webhooks/jaas.",
                        "https://videos.example.org/",
                        "Its requests must have the Authorization that was set.",
                        "Source lms has a new secret.",
                        "An older one is good until",
                        "Source lms is paused.",
                        "Source lms is active.",
                        "Source quiz is revoked.",
                        "\"eventsPerSecond\":500")
                .containsPattern("\\[\"[0-9a-f-]{36}\"]");
        assertThat(node.err()).isEmpty();
    }

    @Test
    void everyMetricOfARunningNodeIsInTheReference() throws IOException, InterruptedException {
        JsonNode ports = new ObjectMapper().readTree(folder.resolve("data/node.json").toFile());
        String answer =
                walkthrough.shell(
                        "curl -sS -f http://localhost:"
                                + ports.get("management").asInt()
                                + "/metrics");
        String page = Files.readString(folder.resolve("docs/reference/metrics.md"));

        assertThat(answer.lines().filter(line -> line.startsWith("# TYPE nucleus_")))
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        line ->
                                assertThat(page)
                                        .contains(line.split(" ")[2].replaceFirst("_max$", "")));
    }

    /** The lines that a page shows under its commands, but for those that differ each time. */
    private static List<String> shown(String page) throws IOException {
        return walkthrough.blocks(page).stream()
                .flatMap(block -> block.output().lines())
                .filter(line -> !line.contains("…"))
                .map(FirstStepsIT::plain)
                .toList();
    }

    /** How wide columns are is of no matter. */
    private static String plain(String text) {
        return text.strip().replaceAll("-{3,}", "---").replaceAll("[ \\t]+", " ");
    }

    /** Of the sources of the first run. */
    private static void awaitRows(int rows) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> Tables.events(folder.resolve("data"), "source like 'demo-%'") == rows);
    }
}

package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Client libraries as their authors publish them send to a running node. */
final class ClientLibrariesIT {
    private static final Path NEED = Path.of("..", ".ci", "need").toAbsolutePath().normalize();
    private static final Path SCRIPTS = Path.of("src", "test", "npm");
    private static final Path INSTALLED = Path.of("target", "npm").toAbsolutePath();
    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final AcceptanceNode NODE = AcceptanceNode.shared();

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        run(Path.of("").toAbsolutePath(), NEED.toString(), "node", "nodejs");
        run(Path.of("").toAbsolutePath(), NEED.toString(), "npm", "npm");
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        INSTALLED.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(INSTALLED, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
    }

    @Test
    void statementsOfXapiJsAreInTheTableOnce() throws IOException, InterruptedException {
        String endpoint = NODE.collector() + "/xapi";

        assertOnce(4, "xapi.js", endpoint, "libraries-xapi", DemoSources.XAPI_LIBRARIES, "axios");
        assertOnce(5, "xapi.js", endpoint, "libraries-xapi", DemoSources.XAPI_LIBRARIES, "fetch");
    }

    @Test
    void statementsOfTinCanJsAreInTheTableOnce() throws IOException, InterruptedException {
        assertOnce(
                3,
                "tincan.js",
                NODE.collector() + "/xapi",
                "libraries-xapi",
                DemoSources.XAPI_LIBRARIES);
    }

    @Test
    void eventsOfImsCaliperAreInTheTableOnce() throws IOException, InterruptedException {
        assertOnce(1, "caliper.js", NODE.collector() + "/caliper", DemoSources.CALIPER_LIBRARIES);
    }

    private static void assertOnce(int events, String... script)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(script));
        JsonNode ids = new ObjectMapper().readTree(run(INSTALLED, command.toArray(String[]::new)));
        List<String> sent = new ArrayList<>();
        ids.forEach(id -> sent.add(id.asText().replace("urn:uuid:", "")));
        assertThat(sent).hasSize(events).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(stored(sent)).containsExactlyInAnyOrderElementsOf(sent));
    }

    private static List<String> stored(List<String> ids) {
        List<String> stored = new ArrayList<>();
        for (JsonNode row :
                NODE.query(
                        ("select event_id from events"
                                        + " where replace(event_id, 'urn:uuid:', '') in ('%s')")
                                .formatted(String.join("','", ids)))) {
            stored.add(row.path("event_id").asText().replace("urn:uuid:", ""));
        }
        return stored;
    }

    /** What a program prints, once it has ended well. */
    private static String run(Path folder, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        boolean ended = process.waitFor(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        String printed = Files.readString(out);
        String said = Files.readString(err);
        Files.delete(out);
        Files.delete(err);
        assertThat(ended).as("still runs: " + said).isTrue();
        assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isZero();
        return printed;
    }
}

package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.node.data.RunningNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a node does to its disk and to the system's temporary folder, and a disk to a node. */
final class DiskIT {
    private static final Path SAMPLE =
            Path.of("..", "docs", "samples", "statements.json").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private Path folder;

    /** The launcher sets Java's temporary folder, see {@link LauncherTest}. */
    @Test
    void nativeLibrariesAreUnpackedBelowTheDataFolderAndGoneAfterAKillAndAStart()
            throws InterruptedException, IOException {
        Path temporary = Files.createDirectories(folder.resolve("data/tmp"));
        Map<String, String> environment =
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (ForkedNucleus node = ForkedNucleus.up(folder, environment)) {
            sendAndAwaitRows();
            node.kill();
        }
        Set<String> left = libraries(temporary);
        assertThat(left)
                .anyMatch(name -> name.startsWith("librocksdb"))
                .anyMatch(name -> name.startsWith("liblz4"))
                .anyMatch(name -> name.startsWith("sqlite"));
        try (ForkedNucleus ignored = ForkedNucleus.up(folder, environment)) {
            assertThat(libraries(temporary)).doesNotContainAnyElementsOf(left);
        }
    }

    @Test
    void aDiskBelowTheBoundRefusesAStartAndSaysWhichSettingHolds() throws InterruptedException {
        ForkedNucleus node =
                ForkedNucleus.run(folder, "up", "--set", "data.disk.free.min=1000000GiB");
        assertThat(node.exitCode()).isEqualTo(1);
        assertThat(node.err()).contains("is full", "data.disk.free.min");
    }

    @Test
    void healthNamesTheDisk() throws InterruptedException, IOException {
        try (ForkedNucleus ignored = ForkedNucleus.up(folder)) {
            RunningNode node = RunningNode.read(folder.resolve("data")).orElseThrow();
            HttpResponse<String> ready =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            node.managementUrl() + "/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(ready.body()).contains("\"disk\":{\"status\":\"up\"}");
        }
    }

    private void sendAndAwaitRows() throws InterruptedException {
        ForkedNucleus send =
                ForkedNucleus.run(folder, "send", "--format", "xapi", SAMPLE.toString());
        assertThat(send.exitCode()).as(send.out() + send.err()).isZero();
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> Tables.events(folder.resolve("data"), "true") == 3);
    }

    private static Set<String> libraries(Path below) throws IOException {
        try (Stream<Path> files = Files.list(below)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".so"))
                    .collect(Collectors.toSet());
        }
    }
}

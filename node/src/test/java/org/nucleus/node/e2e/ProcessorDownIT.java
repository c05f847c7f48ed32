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

/** A processor that cannot start keeps nobody from sending. */
final class ProcessorDownIT {
    @TempDir private Path folder;

    @Test
    void eventsAreTakenAndArriveOnceTheProcessorCanStart()
            throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path inTheWay = data.resolve("streams");
        Files.createDirectories(data);
        Files.writeString(inTheWay, "a file where the processor's folder should be");
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            Path sample = Path.of("..", "docs", "samples", "statements.json").toAbsolutePath();
            ForkedNucleus send =
                    ForkedNucleus.run(folder, "send", "--format", "xapi", sample.toString());
            assertThat(send.exitCode()).as(send.out() + send.err()).isZero();
            HttpResponse<String> health = health(data);
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains(
                            "\"processor\":{\"status\":\"down\",\"reason\":\"the data folder cannot"
                                    + " hold ");
            assertThat(node.err()).doesNotContain("Exception in thread");

            Files.delete(inTheWay);

            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> Tables.events(data, "true") == 3);
            assertThat(health(data).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> health(Path data) throws IOException, InterruptedException {
        int port = RunningNode.read(data).orElseThrow().managementPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

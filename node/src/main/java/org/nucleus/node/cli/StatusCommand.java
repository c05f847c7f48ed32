package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.node.data.RunningNode;
import org.nucleus.node.services.Counts;
import org.nucleus.node.settings.NodeSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus status}: asks the node that runs on the data folder how it is. */
@Command(
        name = "status",
        description = {
            "Say whether a node runs on the data folder, where its doors are, and what it has"
                    + " done.",
            "",
            "Exit code 0 when it is ready, 1 when it is not or none runs.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus status --set data.dir=/var/lib/nucleus"})
final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Surroundings surroundings;

    @Mixin private SettingsOptions settings;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path dataDir = NodeSettings.from(settings.load(surroundings)).dataDir();
        Optional<RunningNode> node = RunningNode.read(dataDir);
        if (node.isEmpty()) {
            surroundings.out().println("No node runs on " + dataDir + ".");
            return ExitCode.FAILURE;
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            return show(node.get(), client);
        } catch (IOException e) {
            surroundings
                    .out()
                    .printf(
                            "No node answers for %s; the last one ended without cleaning up.%n",
                            dataDir);
            return ExitCode.FAILURE;
        }
    }

    private int show(RunningNode node, HttpClient client) throws IOException, InterruptedException {
        HttpResponse<String> ready = ask(client, node.managementUrl() + "/health/ready");
        PrintStream out = surroundings.out();
        out.println(ready.statusCode() == 200 ? "Ready." : "Not ready.");
        for (Entry<String, JsonNode> service :
                JSON.readTree(ready.body()).path("services").properties()) {
            JsonNode reason = service.getValue().path("reason");
            out.printf(
                    "  %-14s %s%s%n",
                    service.getKey(),
                    service.getValue().path("status").asText(),
                    reason.isMissingNode() ? "" : ": " + reason.asText());
        }
        out.printf(
                "  collector on %s, admin API on %s, Kafka on %s%n",
                node.collectorUrl(), node.adminUrl(), node.kafka());
        MetricsText metrics =
                new MetricsText(ask(client, node.managementUrl() + "/metrics").body());
        Counts counts = Counts.of(metrics);
        out.printf(
                "  since its start: %,d received, %,d enriched, %,d failed; %,d on their way%n",
                counts.received(), counts.enriched(), counts.failed(), counts.waiting());
        return ready.statusCode() == 200 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static HttpResponse<String> ask(HttpClient client, String url)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_WITHIN).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.node.data.RunningNode;
import org.nucleus.node.services.Counts;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;

/**
 * How a running node, or a service that runs alone, is, as its management port answers.
 *
 * @param node where it listens
 * @param ready whether all of its services are
 * @param copy names this copy among others of the same service
 * @param services by name: {@code status} and, where something is wrong, {@code reason}
 * @param metrics of all services
 */
record NodeStatus(
        RunningNode node, boolean ready, String copy, JsonNode services, MetricsText metrics) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    NodeStatus {
        Objects.requireNonNull(node, "node is null");
        Objects.requireNonNull(copy, "copy is null");
        Objects.requireNonNull(services, "services is null");
        Objects.requireNonNull(metrics, "metrics is null");
    }

    /**
     * Asks the node.
     *
     * @throws IOException when it does not answer
     */
    static NodeStatus of(RunningNode node) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            HttpResponse<String> ready = ask(client, node.managementUrl() + "/health/ready");
            JsonNode health = JSON.readTree(ready.body());
            return new NodeStatus(
                    node,
                    ready.statusCode() == 200,
                    health.path("copy").asText(),
                    health.path("services"),
                    new MetricsText(ask(client, node.managementUrl() + "/metrics").body()));
        }
    }

    /**
     * Only the metrics of a node, those of one source apart however many others there are.
     *
     * @throws IOException when it does not answer
     */
    static MetricsText metrics(RunningNode node, String source)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            return new MetricsText(
                    ask(client, node.managementUrl() + "/metrics?source=" + source).body());
        }
    }

    void print(PrintStream out) {
        out.println(ready ? "Ready." : "Not ready.");
        for (Entry<String, JsonNode> service : services.properties()) {
            JsonNode reason = service.getValue().path("reason");
            out.printf(
                    "  %-14s %s%s%n",
                    service.getKey(),
                    service.getValue().path("status").asText(),
                    reason.isMissingNode() ? "" : ": " + reason.asText());
        }
        out.println("  " + String.join(", ", addresses()));
        out.println("  copy " + copy);
        Waiting.in(metrics).forEach(waiting -> out.println("  " + waiting.sentence()));
        if (isWhole()) {
            printCounts(out);
        }
    }

    private List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        node.collectorUrl().ifPresent(url -> addresses.add("collector on " + url));
        node.adminUrl().ifPresent(url -> addresses.add("admin API on " + url));
        addresses.add("health on " + node.managementUrl());
        addresses.add("Kafka on " + node.kafka());
        return addresses;
    }

    /** Whether all services run in this process; what became of events shows only then. */
    private boolean isWhole() {
        return services.has("collector") && services.has("processor");
    }

    private void printCounts(PrintStream out) {
        Counts counts = Counts.of(metrics);
        out.printf(
                "  since its start: %,d received = %,d good + %,d failed + %,d duplicate + %,d on"
                        + " the way%n",
                counts.received(),
                counts.good(),
                counts.failed(),
                counts.duplicate(),
                counts.onTheWay());
    }

    ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode().put("ready", ready).put("copy", copy);
        json.set("services", services);
        ObjectNode addresses = json.putObject("addresses");
        node.collectorUrl().ifPresent(url -> addresses.put("collector", url));
        node.adminUrl().ifPresent(url -> addresses.put("admin", url));
        addresses.put("management", node.managementUrl()).put("kafka", node.kafka());
        ObjectNode backlog = json.putObject("backlog");
        Waiting.in(metrics).forEach(waiting -> waiting.addTo(backlog));
        if (isWhole()) {
            Counts counts = Counts.of(metrics);
            json.putObject("events")
                    .put("received", counts.received())
                    .put("good", counts.good())
                    .put("failed", counts.failed())
                    .put("duplicate", counts.duplicate())
                    .put("onTheWay", counts.onTheWay());
        }
        return json;
    }

    private static HttpResponse<String> ask(HttpClient client, String url)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_WITHIN).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

package org.nucleus.node.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.runtime.secret.PrivateFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a running node, or a service that runs alone, really listens; kept in {@code node.json} of
 * its data folder while it runs, so that {@code send} and {@code status} find it.
 *
 * @param pid of its process
 * @param collectorPort of the collector; 0 where none runs in this process
 * @param adminPort of the admin API; 0 where none runs in this process
 * @param managementPort of health and metrics
 * @param kafka bootstrap servers
 */
public record RunningNode(
        long pid, int collectorPort, int adminPort, int managementPort, String kafka) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RunningNode {
        Objects.requireNonNull(kafka, "kafka is null");
    }

    /** The node that says it runs in {@code dataDir}; after a crash it may not any more. */
    public static Optional<RunningNode> read(Path dataDir) {
        Path path = file(dataDir);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(path.toFile());
            return Optional.of(
                    new RunningNode(
                            json.path("pid").asLong(),
                            json.path("collector").asInt(),
                            json.path("admin").asInt(),
                            json.path("management").asInt(),
                            json.path("kafka").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** Tells others that this node runs in {@code dataDir}. */
    public void announce(Path dataDir) throws IOException {
        byte[] json =
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(
                                JSON.createObjectNode()
                                        .put("pid", pid)
                                        .put("collector", collectorPort)
                                        .put("admin", adminPort)
                                        .put("management", managementPort)
                                        .put("kafka", kafka));
        PrivateFile.write(file(dataDir), json);
    }

    /** Tells others that no node runs in {@code dataDir}. */
    public static void withdraw(Path dataDir) throws IOException {
        Files.deleteIfExists(file(dataDir));
    }

    /** The collector's address for agents on this machine, where one runs in this process. */
    public Optional<String> collectorUrl() {
        return url(collectorPort);
    }

    /** The admin API's address on this machine, where it runs in this process. */
    public Optional<String> adminUrl() {
        return url(adminPort);
    }

    private static Optional<String> url(int port) {
        return port == 0 ? Optional.empty() : Optional.of("http://localhost:" + port);
    }

    /** The operator's address on this machine. */
    public String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    private static Path file(Path dataDir) {
        return dataDir.resolve("node.json");
    }
}

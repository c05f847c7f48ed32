package org.nucleus.node.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.data.RunningNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One running node for all tests of what agents send, with the sources of the samples; ends with
 * the JVM.
 */
final class AcceptanceNode {
    private final ForkedNucleus process;
    private final Path folder;
    private final RunningNode running;

    private AcceptanceNode() throws IOException, InterruptedException {
        PageServer keys = PageServer.start();
        keys.page("/jwks", Samples.text("canvas/jwks.json"));
        keys.page("/SimpleNotificationService-demo.pem", Samples.text("chime/sns-demo-cert.pem"));
        this.folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "acceptance");
        this.process =
                ForkedNucleus.up(
                        folder,
                        "--set",
                        "lake.commit.interval=1s",
                        "--set",
                        "collector.webhook.sns.origin=" + keys.origin(),
                        "--set",
                        "outbound.allowed.hosts=127.0.0.1");
        Runtime.getRuntime().addShutdownHook(new Thread(process::close, "end-acceptance-node"));
        this.running = RunningNode.read(data()).orElseThrow();
        DemoSources.register(admin(), keys.origin());
    }

    static AcceptanceNode shared() {
        return Shared.NODE;
    }

    Path data() {
        return folder.resolve("data");
    }

    String collector() {
        return "http://127.0.0.1:" + running.collectorPort();
    }

    /** What a Kafka client of this user needs to reach its broker. */
    Map<String, Object> kafka() throws IOException {
        return KafkaOfNode.client(data());
    }

    /** As the administrator of the first run. */
    AdminClient admin() throws IOException {
        JsonNode kept = new ObjectMapper().readTree(data().resolve("first-run.json").toFile());
        return new AdminClient(
                URI.create("http://127.0.0.1:" + running.adminPort()),
                kept.at("/admin/token").asText());
    }

    /** What it printed, from its start on. */
    String printed() {
        return process.out() + process.err();
    }

    /** What it said in its log file. */
    String logged() throws IOException {
        return Files.readString(data().resolve("logs").resolve("nucleus.log"));
    }

    /** The rows of a query, as objects. */
    JsonNode query(String sql) {
        return Tables.query(data(), sql);
    }

    private static final class Shared {
        static final AcceptanceNode NODE = open();

        private static AcceptanceNode open() {
            try {
                return new AcceptanceNode();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

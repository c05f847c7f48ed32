package org.nucleus.node.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The log of a node without a cluster: a real Kafka broker and controller in this JVM, reachable on
 * the loopback address only, by clients that know the secret kept beside its folder. At most one a
 * process, because Kafka ends the process when its disk fails.
 */
public final class EmbeddedBroker implements Service {
    /** Where it listens. */
    public static final String HOST = BrokerConfig.LOOPBACK;

    private static final int CONNECT_WITHIN_MS = 500;

    private final BrokerConfig config;
    private final Consumer<String> lastWords;
    private KafkaRaftServer server;

    private EmbeddedBroker(BrokerConfig config, Consumer<String> lastWords) {
        this.config = config;
        this.lastWords = lastWords;
    }

    /**
     * Refuses a folder that the broker would take for several.
     *
     * @throws StartFailure when its path has a comma
     */
    public static void requireUsable(Path dataDir) {
        if (dataDir.toString().contains(",")) {
            throw new StartFailure(
                    "data folder %s has a comma in its path, where the broker would cut it in two; set data.dir to another"
                            .formatted(dataDir));
        }
    }

    /**
     * A broker that is not started yet, but knows its address.
     *
     * @param dir where its logs lie, made when missing
     * @param port 0 picks a free one
     * @param lastWords gets one sentence before the broker ends this process
     * @throws StartFailure when the port is taken, or its secret cannot be kept
     */
    public static EmbeddedBroker at(Path dir, int port, Consumer<String> lastWords) {
        BrokerSecret secret;
        try {
            secret = BrokerSecret.keptBeside(dir);
        } catch (IOException e) {
            throw new StartFailure(
                    "the secret of the embedded broker cannot be kept: " + Failures.reason(e), e);
        }
        try {
            return new EmbeddedBroker(
                    new BrokerConfig(dir, freePort(port), freePort(0), secret), lastWords);
        } catch (IOException e) {
            throw new StartFailure(
                    "port %d on %s is taken or not allowed; set kafka.embedded.port to another"
                            .formatted(port, BrokerConfig.LOOPBACK),
                    e);
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** How its clients reach it; topics are made as {@code given} says. */
    public KafkaSettings settings(KafkaSettings given) {
        return given.at(config.bootstrapServers(), config.secret().client());
    }

    @Override
    public void start() {
        Exit.setExitProcedure(this::die);
        Exit.setHaltProcedure(this::die);
        try {
            if (Files.exists(config.dir().resolve("meta.properties"))) {
                CrashedBroker.forget(config);
            } else {
                format();
            }
            server = new KafkaRaftServer(new KafkaConfig(config.whole()), Time.SYSTEM);
            server.startup();
        } catch (IOException | RuntimeException e) {
            throw new StartFailure(
                    "the embedded broker cannot start from %s: %s"
                            .formatted(config.dir(), Failures.reason(e)),
                    e);
        }
    }

    @Override
    public Health check() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(BrokerConfig.LOOPBACK, config.port()), CONNECT_WITHIN_MS);
            return Health.UP;
        } catch (IOException e) {
            return new Health.Down("does not answer on port " + config.port());
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private void format() throws IOException {
        Files.createDirectories(config.dir());
        Path properties = Files.createTempFile("nucleus-broker", ".properties");
        try (OutputStream out = Files.newOutputStream(properties)) {
            // Escaped, since Kafka reads a file of properties as Latin-1.
            config.whole().store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--ignore-formatted",
                            "--cluster-id",
                            Uuid.randomUuid().toString(),
                            "--config",
                            properties.toString()
                        },
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        Files.delete(properties);
        if (status != 0) {
            throw new IOException(said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private void die(int status, String message) {
        lastWords.accept(
                "the embedded broker gave up%s; is the disk of %s full?"
                        .formatted(message == null ? "" : " (" + message + ")", config.dir()));
        Runtime.getRuntime().halt(Math.max(1, status));
    }

    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(InetAddress.getByName(BrokerConfig.LOOPBACK), wanted));
            return socket.getLocalPort();
        }
    }
}

package org.nucleus.testkit;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * A real Kafka in this JVM for tests: one node, broker and controller, on loopback ports of its own
 * and a folder that {@link #close} removes. {@link #stopBroker} and {@link #startBroker} make an
 * outage: the ports and the data stay.
 */
public final class KafkaInJvm implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Path folder;
    private final int port;
    private final Properties properties;
    private KafkaRaftServer server;

    private KafkaInJvm(Path folder, int port, Properties properties) {
        this.folder = folder;
        this.port = port;
        this.properties = properties;
    }

    /** One broker for the whole test JVM, with whatever topics earlier tests made. */
    public static KafkaInJvm shared() {
        return Shared.BROKER;
    }

    /** A broker of one's own, empty; the caller closes it. */
    public static KafkaInJvm start() {
        return start(Map.of());
    }

    /** The same with some of the broker's own settings, by name, set to another value. */
    public static KafkaInJvm start(Map<String, String> brokerSettings) {
        try {
            Path folder = Files.createTempDirectory("kafka-in-jvm-");
            int port = FreePort.next();
            Properties properties = serverProperties(folder, port, FreePort.next());
            properties.putAll(brokerSettings);
            KafkaInJvm kafka = new KafkaInJvm(folder, port, properties);
            kafka.format();
            kafka.startBroker();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** How to reach it; event topics get four partitions. */
    public KafkaSettings settings() {
        return new KafkaSettings(bootstrapServers(), PARTITIONS, 1, Map.of());
    }

    /** Ends the node in good order, as an operator would; clients see an outage. */
    public void stopBroker() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Starts the node again on the same port with the same data; returns when it serves. */
    public void startBroker() {
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
    }

    /** Copies what is on the disk to a folder that does not exist yet, as a backup does. */
    public void backUp(Path copy) {
        stopBroker();
        copy(folder, copy);
        startBroker();
    }

    /** Puts back what {@link #backUp} copied; everything since is gone. */
    public void restore(Path copy) {
        stopBroker();
        delete(folder);
        copy(copy, folder);
        startBroker();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends records in order, and returns when all are on the log. */
    public void append(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Clients.producerProperties(settings()))) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while appending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("records were not appended", e.getCause());
        }
    }

    /**
     * Reads a topic from its beginning as {@code read_committed} until there are {@code atLeast}
     * records and nothing more is there.
     *
     * @throws AssertionError when there are fewer after {@code within}
     */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic, int atLeast, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.name(), within).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < atLeast || !atEnd(consumer)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "%d records on %s after %s, expected at least %d"
                                    .formatted(records.size(), topic.name(), within, atLeast));
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return List.copyOf(records);
    }

    /** A consumer whose questions and end do not wait behind a fetch at the end of a topic. */
    public KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> properties = Clients.consumerProperties(settings());
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(properties);
    }

    private static boolean atEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        stopBroker();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format() throws IOException {
        Path file = folder.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] arguments = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        int exit = StorageTool.execute(arguments, new PrintStream(output, true));
        if (exit != 0) {
            throw new IllegalStateException(
                    "Kafka's folder cannot be formatted: "
                            + output.toString(StandardCharsets.UTF_8));
        }
    }

    private static Properties serverProperties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        Map<String, String> values =
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listeners",
                                "BROKER://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                        .formatted(port, controllerPort)),
                        Map.entry(
                                "listener.security.protocol.map",
                                "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "BROKER"),
                        Map.entry("log.dirs", folder.resolve("log").toString()),
                        Map.entry("auto.create.topics.enable", "false"),
                        Map.entry("offsets.topic.num.partitions", "1"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("transaction.state.log.num.partitions", "1"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                        Map.entry("num.network.threads", "2"),
                        Map.entry("num.io.threads", "2"));
        properties.putAll(values);
        return properties;
    }

    private static final class Shared {
        static final KafkaInJvm BROKER = open();

        private static KafkaInJvm open() {
            KafkaInJvm kafka = KafkaInJvm.start();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-shared-kafka"));
            return kafka;
        }
    }
}

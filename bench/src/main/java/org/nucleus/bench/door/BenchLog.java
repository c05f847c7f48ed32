package org.nucleus.bench.door;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.bench.fork.ScratchFolder;
import org.nucleus.bench.load.Sender;
import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.node.broker.EmbeddedBroker;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.secret.NodeKey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * The log of a bench run: the broker that {@code up} embeds, in this process, on a folder of its
 * own that is deleted afterwards, with one registered source for every format that is sent.
 */
final class BenchLog implements AutoCloseable {
    private static final String TENANT = "bench";

    private final ScratchFolder folder;
    private final EmbeddedBroker broker;
    private final KafkaSettings settings;
    private final NodeKey nodeKey;
    private final Map<Format, Sender> senders = new EnumMap<>(Format.class);

    private BenchLog(ScratchFolder folder, EmbeddedBroker broker, KafkaSettings settings) {
        this.folder = folder;
        this.broker = broker;
        this.settings = settings;
        this.nodeKey = NodeKey.keptIn(folder.path());
    }

    /**
     * Starts the broker, makes the topics and registers the source.
     *
     * @param settings how topics are made; its bootstrap servers do not count
     */
    static BenchLog start(KafkaSettings settings) {
        ScratchFolder folder = ScratchFolder.make();
        EmbeddedBroker broker =
                EmbeddedBroker.at(folder.path().resolve("kafka"), 0, System.err::println);
        BenchLog log = new BenchLog(folder, broker, settings);
        try {
            broker.start();
            Topics.ensure(
                    log.kafka(),
                    List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_FAILED, Topic.CONFIG_SOURCES));
            log.registerFormats();
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private KafkaSettings kafka() {
        return broker.settings(settings);
    }

    /** How processes of their own reach it, as settings. */
    List<String> asSettings() {
        KafkaSettings kafka = kafka();
        List<String> lines = new ArrayList<>();
        lines.add("kafka.bootstrap.servers=" + kafka.bootstrapServers());
        kafka.client().forEach((key, value) -> lines.add("kafka.client." + key + "=" + value));
        return lines;
    }

    /** Where the node key is that secrets of senders are sealed with. */
    Path folder() {
        return folder.path();
    }

    /** Who sends events of that format. */
    Sender sender(Format format) {
        return senders.get(format);
    }

    /**
     * Registers several sources of statements that share one secret.
     *
     * @param id with {@link Sender#EACH} in it
     */
    Sender registerEach(String id, int count) {
        Sender all = new Sender(Format.XAPI, id, UUID.randomUUID().toString());
        register(IntStream.range(0, count).mapToObj(all::on).map(this::source).toList());
        return all;
    }

    private void registerFormats() {
        Set<Format> formats = EnumSet.of(Format.XAPI);
        formats.addAll(DoorPlan.FORMATS);
        for (Format format : formats) {
            String id = "bench-" + format.name().toLowerCase(Locale.ROOT);
            senders.put(format, new Sender(format, id, UUID.randomUUID().toString()));
        }
        register(senders.values().stream().map(this::source).toList());
    }

    private void register(List<Source> sources) {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(Clients.producerProperties(kafka()))) {
            for (Source source : sources) {
                producer.send(
                                new ProducerRecord<>(
                                        Topic.CONFIG_SOURCES.name(),
                                        source.id().getBytes(StandardCharsets.UTF_8),
                                        SourceCodec.encode(source)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot register the bench's sources", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while registering the sources", e);
        }
    }

    /** As {@code sources add} makes it, with the scheme that is usual for the format. */
    private Source source(Sender sender) {
        Scheme scheme = Scheme.usual(sender.format());
        Credential credential =
                scheme.keeps() == Scheme.Keeps.SEALED
                        ? new Credential.Sealed(
                                nodeKey.seal(sender.source(), sender.secret()), Optional.empty())
                        : new Credential.Hashed(SecretHash.of(sender.secret()), Optional.empty());
        return new Source(
                sender.source(),
                TENANT,
                sender.format(),
                scheme,
                List.of(credential),
                Source.State.ACTIVE,
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        0,
                        Optional.of(sender.publicUrl()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    @Override
    public void close() {
        broker.close();
        folder.close();
    }
}

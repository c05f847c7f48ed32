package org.nucleus.bench.door;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.bench.fork.ScratchFolder;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.node.broker.EmbeddedBroker;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.Topics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * The log of a bench run: the broker that {@code up} embeds, in this process, on a folder of its
 * own that is deleted afterwards, with one registered xAPI source.
 */
final class BenchLog implements AutoCloseable {
    private static final String TENANT = "bench";
    private static final String SOURCE = "bench-xapi";

    private final ScratchFolder folder;
    private final EmbeddedBroker broker;
    private final String secret = UUID.randomUUID().toString();

    private BenchLog(ScratchFolder folder, EmbeddedBroker broker) {
        this.folder = folder;
        this.broker = broker;
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
        BenchLog log = new BenchLog(folder, broker);
        try {
            broker.start();
            KafkaSettings kafka = settings.at(broker.bootstrapServers());
            Topics.ensure(
                    kafka,
                    List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_FAILED, Topic.CONFIG_SOURCES));
            log.register(kafka);
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The source's credential as a request's header. */
    String authorization() {
        byte[] credential = (SOURCE + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credential);
    }

    private void register(KafkaSettings kafka) {
        Source source =
                Source.withSecret(
                        SOURCE, TENANT, Format.XAPI, SecretHash.of(secret), Source.State.ACTIVE);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(Clients.producerProperties(kafka))) {
            producer.send(
                            new ProducerRecord<>(
                                    Topic.CONFIG_SOURCES.name(),
                                    SOURCE.getBytes(StandardCharsets.UTF_8),
                                    SourceCodec.encode(source)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot register the bench's source", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while registering the source", e);
        }
    }

    @Override
    public void close() {
        broker.close();
        folder.close();
    }
}

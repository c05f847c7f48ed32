package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever is killed or stopped while messages are fetched, each of them gets to the log. */
final class PullCrashIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 200;
    private static SqsServer sqs;
    private static KinesisServer kinesis;
    private static KafkaInJvm kafka;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        kafka = KafkaInJvm.start();
        sqs = SqsServer.start();
        kinesis = KinesisServer.start();
    }

    @AfterAll
    static void stop() {
        kinesis.close();
        sqs.close();
        kafka.close();
    }

    @Test
    void aKilledCollectorLosesNothing() throws IOException, InterruptedException {
        Source queued = registered("queued");
        Source streamed = registered("streamed");
        String url = sqs.makeQueue("killed");
        kinesis.makeStream("killed", 2);
        List<String> messages = CanvasEvents.raw("queued", 0, MANY);
        List<String> records = CanvasEvents.raw("streamed", 0, MANY);
        Map<String, String> settings = new HashMap<>(sqs.settings(queued.id(), url));
        settings.put("collector.producer.delivery.timeout", "1s");
        settings.putAll(kinesis.settings(streamed.id(), "killed"));
        sqs.send(url, messages.subList(0, MANY / 2));
        kinesis.put("killed", records.subList(0, MANY / 2));

        try (ForkedCollector first = ForkedCollector.start(kafka.bootstrapServers(), settings)) {
            await().atMost(SOON).until(() -> ids(queued).size() >= MANY / 2);
            await().atMost(SOON).until(() -> ids(streamed).size() >= MANY / 2);
            kafka.stopBroker();
            sqs.send(url, messages.subList(MANY / 2, MANY));
            kinesis.put("killed", records.subList(MANY / 2, MANY));
            await().atMost(SOON).until(() -> sqs.held(url) > 0);
            first.kill();
        }
        kafka.startBroker();
        assertThat(ids(queued)).hasSizeLessThan(MANY);

        try (ForkedCollector ignored = ForkedCollector.start(kafka.bootstrapServers(), settings)) {
            await().atMost(SOON).until(() -> ids(streamed).size() >= MANY);
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);
        }
        assertThat(ids(queued)).isEqualTo(CanvasEvents.ids(queued.id(), messages));
        assertThat(ids(streamed)).isEqualTo(CanvasEvents.ids(streamed.id(), records));
    }

    private static Set<String> ids(Source source) {
        return new HashSet<>(Pulling.ids(kafka, source.id()));
    }

    @Test
    void whatTheLogDoesNotTakeIsHeldUntilItDoes() {
        Source source = source("outage");
        String url = sqs.makeQueue("outage");
        List<String> events = CanvasEvents.raw("outage", 0, 20);
        try (Pulling pulling = Pulling.start(kafka, source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> pulling.check().equals(Health.UP));
            kafka.stopBroker();
            sqs.send(url, events);
            await().atMost(SOON).until(() -> sqs.held(url) > 0);
            kafka.startBroker();

            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);
            assertThat(ids(source)).isEqualTo(CanvasEvents.ids(source.id(), events));
        }
    }

    private static Source registered(String id) {
        Source source = source(id);
        Topics.ensure(kafka.settings(), List.of(Topic.CONFIG_SOURCES, Topic.EVENTS_RECEIVED));
        kafka.append(
                List.of(
                        new ProducerRecord<>(
                                Topic.CONFIG_SOURCES.name(),
                                source.id().getBytes(StandardCharsets.UTF_8),
                                SourceCodec.encode(source))));
        return source;
    }

    private static Source source(String id) {
        return Source.withSecret(
                id, "tenant", Format.CANVAS, SecretHash.of("s"), Source.State.ACTIVE);
    }
}

package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Bodies.gzip;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.collector.ForkedCollector;
import org.nucleus.collector.ObjectStore;
import org.nucleus.collector.Samples;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is killed or stopped while messages are fetched, each of them gets to the log. */
final class PullCrashIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 200;
    private static final int LINES = 2_000;
    private static SqsServer sqs;
    private static KinesisServer kinesis;
    private static KafkaInJvm kafka;
    @TempDir private Path dataDir;

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

        try (ForkedCollector first = fork(settings)) {
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

        try (ForkedCollector ignored = fork(settings)) {
            await().atMost(SOON).until(() -> ids(streamed).size() >= MANY);
            await().atMost(SOON).until(() -> ids(queued).size() >= MANY);
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);
        }
        assertThat(ids(queued)).isEqualTo(CanvasEvents.ids(queued.id(), messages));
        assertThat(ids(streamed)).isEqualTo(CanvasEvents.ids(streamed.id(), records));
    }

    private ForkedCollector fork(Map<String, String> settings) throws IOException {
        return ForkedCollector.start(
                kafka.bootstrapServers(),
                dataDir,
                List.of(
                        "-Xmx256m",
                        "-Daws.accessKeyId=any",
                        "-Daws.secretAccessKey=any",
                        "-Daws.cborEnabled=false"),
                settings);
    }

    private static Set<String> ids(Source source) {
        return new HashSet<>(Pulling.ids(kafka, source.id()));
    }

    @Test
    void whatTheLogDoesNotTakeIsHeldUntilItDoes() {
        Source source = source("outage", Format.CANVAS);
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

    @Test
    void anObjectGoesOnInTheMiddleAfterACrash() throws IOException, InterruptedException {
        Source source = registered("objects", Format.XAPI);
        List<String> ids = Stream.generate(Samples::id).limit(LINES).toList();
        try (ObjectStore store = ObjectStore.with("crash");
                S3Proxy proxy = new S3Proxy(store.address())) {
            store.put("exports/drips.ndjson", lines(ids));
            Map<String, String> settings =
                    Map.of(
                            "collector.pull.objects.kind", "s3",
                            "collector.pull.objects.source", source.id(),
                            "collector.pull.objects.bucket", store.bucket(),
                            "collector.pull.objects.prefix", "exports/",
                            "collector.pull.objects.interval", "200ms",
                            "collector.pull.objects.region", "eu-central-1",
                            "collector.pull.objects.endpoint", proxy.address().toString());
            try (ForkedCollector collector = fork(settings)) {
                await().atMost(SOON).until(() -> uploads(source, false).size() == 1);
                collector.kill();
            }
            assertThat(uploads(source, true)).isEmpty();
            try (ForkedCollector ignored = fork(settings)) {
                await().atMost(SOON).until(() -> uploads(source, true).size() == 1);
            }
            assertThat(proxy.ranges()).hasSize(2);
            assertThat(proxy.ranges().get(1)).matches("bytes=[1-9][0-9]*-");
        }
        assertThat(ids(source)).isEqualTo(new HashSet<>(ids));
        assertThat(Pulling.ids(kafka, source.id()))
                .as("copies of what was not known to be settled, which the processor drops")
                .hasSizeLessThan(LINES + LINES / 2);
    }

    /** The uploads of which something, or all, is known to be settled. */
    private static Set<String> uploads(Source source, boolean complete) {
        return kafka.read(Topic.OPS_UPLOADS, 0, SOON).stream()
                .filter(record -> record.value() != null)
                .map(record -> UploadCodec.decode(record.value()))
                .filter(upload -> upload.source().equals(source.id()))
                .filter(upload -> complete ? upload.complete() : upload.mark().offset() > 0)
                .map(Upload::id)
                .collect(Collectors.toSet());
    }

    @Test
    void anObjectWaitsInTheMiddleWhileTheLogIsAway() throws IOException {
        SourcePolicy limited =
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        LINES / 5,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        Source source = source("waiting", Format.XAPI).under(limited);
        List<String> ids = Stream.generate(Samples::id).limit(LINES / 2).toList();
        try (ObjectStore store = ObjectStore.with("outage")) {
            store.put("1.gz", gzip(lines(ids)));
            PullPoint point =
                    new PullPoint(
                            "waiting",
                            source.id(),
                            new PullPoint.Bucket(
                                    store.bucket(), "", Optional.empty(), Duration.ofMillis(200)),
                            Optional.of("eu-central-1"),
                            Optional.of(store.address()));
            try (Pulling pulling = Pulling.start(kafka, source, point)) {
                await().atMost(SOON).until(() -> pulling.metric("nucleus.events", "accepted") > 0);
                kafka.stopBroker();
                await().atMost(SOON).until(pulling::logIsAway);
                kafka.startBroker();

                await().atMost(SOON)
                        .until(
                                () ->
                                        pulling.metric("nucleus.collector.pull.objects", "accepted")
                                                == 1);
            }
        }
        assertThat(ids(source)).isEqualTo(new HashSet<>(ids));
    }

    private static byte[] lines(List<String> ids) {
        return ids.stream()
                .map(Samples::statement)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Source registered(String id) {
        return registered(id, Format.CANVAS);
    }

    private static Source registered(String id, Format format) {
        Source source = source(id, format);
        Topics.ensure(kafka.settings(), List.of(Topic.CONFIG_SOURCES, Topic.EVENTS_RECEIVED));
        kafka.append(
                List.of(
                        new ProducerRecord<>(
                                Topic.CONFIG_SOURCES.name(),
                                source.id().getBytes(StandardCharsets.UTF_8),
                                SourceCodec.encode(source))));
        return source;
    }

    private static Source source(String id, Format format) {
        return Source.withSecret(id, "tenant", format, SecretHash.of("s"), Source.State.ACTIVE);
    }
}

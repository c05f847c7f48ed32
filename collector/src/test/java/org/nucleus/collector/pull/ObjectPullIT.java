package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Bodies.gzip;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.ObjectStore;
import org.nucleus.collector.Samples;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.runtime.health.Health;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class ObjectPullIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static ObjectStore store;
    private static SqsServer sqs;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Source source =
            Source.withSecret(
                    tenant + "-xapi", tenant, Format.XAPI, SecretHash.of("s"), Source.State.ACTIVE);

    @BeforeAll
    static void start() throws IOException {
        store = ObjectStore.with("district-exports");
        sqs = SqsServer.start();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        store.close();
    }

    @Test
    void readsEveryObjectThatTheQueueTellsOfOnceWhoeverTellsIt() throws IOException {
        String url = sqs.makeQueue("told-" + tenant);
        List<String> ids = ids(60);
        String spaced = tenant + "/name with ü + more.ndjson";
        store.put(spaced, lines(ids.subList(0, 20)));
        store.put(tenant + "/bySns", lines(ids.subList(20, 40)));
        store.put(tenant + "/by+EventBridge", lines(ids.subList(40, 60)));
        store.put("elsewhere/" + tenant, lines(ids(5)));
        String told = notice("ObjectCreated:Put", spaced);
        sqs.send(
                url,
                List.of(
                        notice("ObjectCreated:Put", tenant + "/forbidden"),
                        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"x\"}",
                        told,
                        notice("ObjectCreated:CompleteMultipartUpload", "elsewhere/" + tenant),
                        notice("ObjectCreated:Put", tenant + "/gone"),
                        notice("ObjectRemoved:Delete", tenant + "/bySns"),
                        "no notice",
                        told,
                        bySns(notice("ObjectCreated:Put", tenant + "/bySns")),
                        byEventBridge(tenant + "/by+EventBridge"),
                        told));

        try (S3Proxy proxy = new S3Proxy(store.address());
                Pulling pulling = pulling(Optional.of(url), proxy.address())) {
            await().atMost(SOON).until(() -> pulling.ids(source.id()).size() >= 60);
            await().atMost(SOON).until(() -> sqs.visible(url) == 0 && sqs.held(url) == 1);

            assertThat(pulling.ids(source.id())).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(objects(pulling, "forbidden")).as("tried again later").isEqualTo(1);
            assertThat(pulling.check()).isEqualTo(Health.UP);
            assertThat(objects(pulling, "accepted")).isEqualTo(3);
            assertThat(objects(pulling, "known")).isEqualTo(2);
            assertThat(objects(pulling, "gone")).isEqualTo(1);
            assertThat(objects(pulling, "ignored")).isEqualTo(1);
            assertThat(objects(pulling, "unreadable")).isEqualTo(1);
            assertThat(pulling.metric("nucleus.events", "accepted")).isEqualTo(60);
        }
    }

    @Test
    void listsWhatIsThereAndReadsNothingAnewAfterARestartOrAPause() throws IOException {
        List<String> ids = ids(2_050);
        byte[] large = lines(ids.subList(50, 2_050));
        store.put(tenant + "/a.ndjson.gz", gzip(lines(ids.subList(0, 10))));
        store.put(tenant + "/b.zst", Zstd.compress(lines(ids.subList(10, 20))));
        store.put(tenant + "/c", array(ids.subList(20, 30)));
        store.put(tenant + "/d", gzip(lines(ids.subList(30, 40))), "gzip");
        store.put(tenant + "/e-breaks", large);
        store.put(tenant + "/folder/", new byte[0]);
        store.put(tenant + "/empty", new byte[0]);
        try (S3Proxy proxy = new S3Proxy(store.address());
                Pulling pulling = pulling(Optional.empty(), proxy.address())) {
            await().atMost(SOON).until(() -> objects(pulling, "accepted") == 6);
            assertThat(proxy.ranges())
                    .as("a connection that breaks is taken up where it broke")
                    .hasSize((large.length + 299_999) / 300_000)
                    .startsWith("", "bytes=300000-");
        }

        try (Pulling pulling = pulling(Optional.empty(), store.address())) {
            pulling.become(source.in(Source.State.PAUSED));
            store.put(tenant + "/a-later", lines(ids.subList(40, 50)));
            await().during(Duration.ofMillis(600))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> objects(pulling, "accepted") == 0);
            pulling.become(source);
            await().atMost(SOON).until(() -> objects(pulling, "accepted") == 1);

            assertThat(pulling.ids(source.id())).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(objects(pulling, "known")).isZero();
        }
    }

    @Test
    void saysWhyNothingCanBeRead() {
        PullPoint missing =
                new PullPoint(
                        "objects",
                        source.id(),
                        new PullPoint.Bucket(
                                "no-such-bucket", "", Optional.empty(), Duration.ofSeconds(1)),
                        Optional.of("eu-central-1"),
                        Optional.of(store.address()));
        try (Pulling pulling = Pulling.start(KafkaInJvm.shared(), source, missing)) {
            await().atMost(SOON).until(() -> pulling.check() instanceof Health.Degraded);
            assertThat(((Health.Degraded) pulling.check()).reason())
                    .isEqualTo("pull objects: NoSuchBucket (404)");
            pulling.become(
                    Source.withSecret(
                            source.id(),
                            tenant,
                            Format.NUCLEUS,
                            SecretHash.of("s"),
                            Source.State.ACTIVE));
            await().atMost(SOON)
                    .until(() -> pulling.check().toString().contains("which has no files"));
        }
    }

    private Pulling pulling(Optional<String> queue, URI s3) {
        return Pulling.start(
                KafkaInJvm.shared(),
                source,
                new PullPoint(
                        "objects-" + tenant,
                        source.id(),
                        new PullPoint.Bucket(
                                store.bucket(), tenant + "/", queue, Duration.ofMillis(200)),
                        Optional.of("eu-central-1"),
                        Optional.of(s3)));
    }

    private static double objects(Pulling pulling, String outcome) {
        return pulling.metric("nucleus.collector.pull.objects", outcome);
    }

    private static String notice(String event, String key) {
        return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"%s",\
        "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":1,"eTag":"x"}}}]}\
        """
                .formatted(event, store.bucket(), URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private static String bySns(String message) {
        return """
        {"Type":"Notification","TopicArn":"arn:aws:sns:eu-central-1:1:x","Message":"%s"}\
        """
                .formatted(message.replace("\"", "\\\""));
    }

    private static String byEventBridge(String key) {
        return """
        {"version":"0","detail-type":"Object Created","source":"aws.s3",\
        "detail":{"bucket":{"name":"%s"},"object":{"key":"%s","size":5,"etag":"x"}}}\
        """
                .formatted(store.bucket(), key);
    }

    private static List<String> ids(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> Samples.id()).toList());
    }

    private static byte[] lines(List<String> ids) {
        return ids.stream()
                .map(Samples::statement)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] array(List<String> ids) {
        return ids.stream()
                .map(Samples::statement)
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}

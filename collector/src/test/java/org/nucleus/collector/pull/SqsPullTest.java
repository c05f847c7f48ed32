package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.runtime.health.Health;
import org.nucleus.testkit.KafkaInJvm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

final class SqsPullTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static SqsServer sqs;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        sqs = SqsServer.start();
    }

    @AfterAll
    static void stop() {
        sqs.close();
    }

    @Test
    void emptiesTheQueueOntoTheLog() {
        Source source = source(Format.CANVAS);
        String url = sqs.makeQueue("canvas-live-events-" + tenant);
        List<String> events = CanvasEvents.raw(tenant, 0, 25);
        List<String> messages = new ArrayList<>(events);
        messages.add(7, "no JSON, secret=hunter2");
        sqs.send(url, messages);

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);

            assertThat(pulling.ids(source.id()))
                    .containsExactlyInAnyOrderElementsOf(CanvasEvents.ids(source.id(), events));
            assertThat(pulling.failed(tenant)).singleElement().asString().contains("INVALID");
            assertThat(pulling.failed(tenant).toString()).doesNotContain("hunter2");
            assertThat(pulling.check()).isEqualTo(Health.UP);
            assertThat(pulling.metric("nucleus.events", "accepted")).isEqualTo(25);
            assertThat(pulling.metric("nucleus.events", "rejected")).isEqualTo(1);
            assertThat(pulling.metric("nucleus.collector.pull.messages", "accepted")).isEqualTo(26);
        }
    }

    @Test
    void fetchesNoFasterThanItsSourceMaySend() {
        SourcePolicy limited =
                new SourcePolicy(
                        Set.of(),
                        List.of(),
                        20,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        Source source = source(Format.CANVAS).under(limited);
        String url = sqs.makeQueue("slow-" + tenant);
        sqs.send(url, CanvasEvents.raw(tenant, 0, 50));
        long start = System.nanoTime();

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(Duration.ofMillis(1_400));
            assertThat(pulling.ids(source.id())).hasSize(50).doesNotHaveDuplicates();
            assertThat(pulling.check()).isEqualTo(Health.UP);
        }
    }

    @Test
    void unwrapsWhatCameBySns() {
        Source source = source(Format.CHIME);
        String url = sqs.makeQueue("chime-" + tenant);
        sqs.send(
                url,
                List.of(
                        """
                        {"Type":"Notification","TopicArn":"arn:aws:sns:eu-central-1:1:chime",
                        "Message":"{\\"detail-type\\":\\"Chime Meeting State Change\\",\\"source\\":\\"aws.chime\\",
                        \\"detail\\":{\\"eventType\\":\\"chime:AttendeeJoined\\",\\"meetingId\\":\\"%s\\",
                        \\"attendeeId\\":\\"a\\",\\"timestamp\\":1793696400000}}",
                        "UnsubscribeURL":"https://sns.eu-central-1.amazonaws.com/?Token=x"}
                        """
                                .formatted(tenant)
                                .replace("\n", " "),
                        """
                        {"Type":"SubscriptionConfirmation","TopicArn":"arn:aws:sns:eu-central-1:1:chime",
                        "Message":"You have chosen","Token":"x"}
                        """));

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);

            assertThat(pulling.ids(source.id())).hasSize(1);
            assertThat(pulling.failed(tenant)).isEmpty();
        }
    }

    @Test
    void takesAnArrayOfEventsApart() {
        Source source = source(Format.CANVAS);
        String url = sqs.makeQueue("array-" + tenant);
        List<String> events = CanvasEvents.raw(tenant, 0, 3);
        sqs.send(url, List.of("[" + String.join(",", events).replace("\n", " ") + "]"));

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);

            assertThat(pulling.ids(source.id()))
                    .containsExactlyInAnyOrderElementsOf(CanvasEvents.ids(source.id(), events));
            assertThat(pulling.failed(tenant)).isEmpty();
        }
    }

    @Test
    void leavesTheMessagesOfAPausedSourceAndGoesOnAfterwards() {
        Source source = source(Format.CANVAS);
        String url = sqs.makeQueue("paused-" + tenant);
        List<String> before = CanvasEvents.raw(tenant, 0, 5);
        List<String> after = CanvasEvents.raw(tenant, 5, 5);
        sqs.send(url, before);

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);
            pulling.become(source.in(Source.State.PAUSED));
            sqs.send(url, after);

            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> sqs.visible(url) == 5);
            assertThat(pulling.check()).isEqualTo(Health.UP);
            assertThat(pulling.ids(source.id())).hasSize(5);

            pulling.become(source);
            await().atMost(SOON).until(() -> sqs.visible(url) + sqs.held(url) == 0);
            List<String> all = new ArrayList<>(before);
            all.addAll(after);
            assertThat(pulling.ids(source.id()))
                    .containsExactlyInAnyOrderElementsOf(CanvasEvents.ids(source.id(), all));
        }
    }

    @Test
    void saysWhatItCannotReachAndTriesAgain() {
        Source source = source(Format.CANVAS);
        String url = sqs.urlOf("late-" + tenant);

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> pulling.check() instanceof Health.Degraded);
            assertThat(((Health.Degraded) pulling.check()).reason())
                    .startsWith("pull queue: ")
                    .contains("(400)");

            assertThat(sqs.makeQueue("late-" + tenant)).isEqualTo(url);
            await().atMost(SOON).until(() -> pulling.check().equals(Health.UP));
        }
    }

    @Test
    void pullsForNoSourceThatItDoesNotKnowOrCannotRead() {
        Source source = source(Format.XAPI);
        String url = sqs.makeQueue("xapi-" + tenant);
        sqs.send(url, List.of("{}"));

        try (Pulling pulling =
                Pulling.start(KafkaInJvm.shared(), source, sqs.point(source.id(), url))) {
            await().atMost(SOON).until(() -> pulling.check() instanceof Health.Degraded);
            assertThat(((Health.Degraded) pulling.check()).reason())
                    .endsWith("has format XAPI, which is not pulled");

            pulling.become(
                    Source.withSecret(
                            "another",
                            tenant,
                            Format.CANVAS,
                            SecretHash.of("s"),
                            Source.State.ACTIVE));
            await().atMost(SOON)
                    .until(() -> pulling.check().toString().contains("is not registered"));
            assertThat(sqs.visible(url)).isEqualTo(1);
        }
    }

    private Source source(Format format) {
        return Source.withSecret(
                tenant + "-" + format.name().toLowerCase(Locale.ROOT),
                tenant,
                format,
                SecretHash.of("s"),
                Source.State.ACTIVE);
    }
}

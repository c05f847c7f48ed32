package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

@Execution(ExecutionMode.CONCURRENT)
final class TopicViewTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MANY = Integer.getInteger("view.entries", 200_000);

    @Test
    void opensWithEverythingThatIsThere() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.open");
        kafka.append(
                List.of(
                        entry(topic, "a", "1"),
                        entry(topic, "b", "2"),
                        entry(topic, "a", "3"),
                        entry(topic, "c", "4"),
                        entry(topic, "c", null)));

        try (TopicView<Integer> view = open(kafka, topic)) {
            assertThat(view.entries()).isEqualTo(Map.of("a", 3, "b", 2));
            assertThat(view.check()).isEqualTo(Health.UP);
        }
    }

    @Test
    void opensOnHundredsOfThousandsOfEntriesWithinSeconds() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.large");
        kafka.append(
                IntStream.range(0, MANY)
                        .mapToObj(n -> entry(topic, "key-" + n, Integer.toString(n)))
                        .toList());

        long begun = System.nanoTime();
        try (TopicView<Integer> view = open(kafka, topic)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(view.entries()).hasSize(MANY).containsEntry("key-1", 1);
            kafka.append(List.of(entry(topic, "key-1", "7")));
            assertThat(view.awaits(0, MANY, SOON)).isTrue();
            assertThat(view.entries()).containsEntry("key-1", 7);
        }
    }

    @Test
    void tellsEveryListenerAtOnceAndAfterEveryChange() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.follow");
        List<Map<String, Integer>> told = new CopyOnWriteArrayList<>();

        try (TopicView<Integer> view = open(kafka, topic)) {
            view.onChange(TopicViewTest::failUnlessEmpty);
            view.onChange(told::add);
            kafka.append(List.of(entry(topic, "a", "1")));
            await().atMost(SOON).until(() -> told.contains(Map.of("a", 1)));
            kafka.append(List.of(entry(topic, "a", null)));
            await().atMost(SOON).until(() -> told.getLast().isEmpty());

            assertThat(told).containsExactly(Map.of(), Map.of("a", 1), Map.of());
            assertThat(view.entries()).isEmpty();
        }
    }

    @Test
    void aWriterCanWaitForItsOwnEntryAndNotForOneThatNeverComes() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.own");
        try (TopicView<Integer> view = open(kafka, topic)) {
            kafka.append(List.of(entry(topic, "a", "1"), entry(topic, "a", "2")));
            assertThat(view.awaits(0, 1, SOON)).isTrue();
            assertThat(view.entries()).isEqualTo(Map.of("a", 2));
            assertThat(view.awaits(0, 2, Duration.ofMillis(50))).isFalse();
            assertThat(view.awaits(7, 0, Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void passesOverEntriesThatCannotBeDecoded() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.bad");
        kafka.append(
                List.of(
                        entry(topic, "a", "1"),
                        entry(topic, "a", "not a number"),
                        entry(topic, "b", "2")));

        try (TopicView<Integer> view = open(kafka, topic)) {
            assertThat(view.entries()).isEqualTo(Map.of("a", 1, "b", 2));
        }
    }

    @Test
    void keepsItsStateThroughAnOutageAndSaysSo() {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topic topic = madeTopic(kafka, "view.outage");
            kafka.append(List.of(entry(topic, "a", "1")));
            try (TopicView<Integer> view = open(kafka, topic)) {
                kafka.stopBroker();
                await().atMost(SOON).until(() -> view.check() instanceof Health.Down);
                assertThat(view.entries()).isEqualTo(Map.of("a", 1));
                assertThat(view.check())
                        .isInstanceOfSatisfying(
                                Health.Down.class,
                                down -> assertThat(down.reason()).contains("view.outage"));

                kafka.startBroker();
                kafka.append(List.of(entry(topic, "b", "2")));
                await().atMost(SOON).until(() -> view.entries().containsKey("b"));
                await().atMost(SOON).until(() -> view.check().equals(Health.UP));
            }
        }
    }

    @Test
    void closesWithoutWaitingForTheFetchUnderWay() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topic topic = madeTopic(kafka, "view.close");
        KafkaSettings patient =
                new KafkaSettings(
                        kafka.bootstrapServers(), 1, 1, Map.of("fetch.max.wait.ms", "20000"));
        kafka.append(List.of(entry(topic, "a", "1")));
        TopicView<byte[]> view = TopicView.open(patient, topic, bytes -> bytes);
        assertThat(view.awaits(0, 1, Duration.ofMillis(300))).as("it is fetching").isFalse();

        long closing = System.nanoTime();
        view.close();

        assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(SOON.dividedBy(10));
    }

    @Test
    void refusesToOpenATopicThatDoesNotExist() {
        Topic missing = new Topic("view.missing", Topic.Cleanup.COMPACT, Duration.ZERO);

        assertThatThrownBy(() -> open(KafkaInJvm.shared(), missing))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("view.missing");
    }

    @Test
    void refusesAnAddressThatMeansNothing() {
        KafkaSettings nowhere = new KafkaSettings("no-such-host.invalid:9092", 1, 1, Map.of());

        assertThatThrownBy(() -> TopicView.open(nowhere, Topic.CONFIG_SOURCES, bytes -> bytes))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("config.sources cannot be read");
    }

    private static void failUnlessEmpty(Map<String, Integer> entries) {
        if (!entries.isEmpty()) {
            throw new IllegalStateException("a listener's own defect");
        }
    }

    private static TopicView<Integer> open(KafkaInJvm kafka, Topic topic) {
        return TopicView.open(
                kafka.settings(),
                topic,
                bytes -> Integer.valueOf(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static Topic madeTopic(KafkaInJvm kafka, String name) {
        Topic topic = new Topic(name, Topic.Cleanup.COMPACT, Duration.ZERO);
        Topics.ensure(kafka.settings(), List.of(topic));
        return topic;
    }

    private static ProducerRecord<byte[], byte[]> entry(Topic topic, String key, String value) {
        return new ProducerRecord<>(
                topic.name(),
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}

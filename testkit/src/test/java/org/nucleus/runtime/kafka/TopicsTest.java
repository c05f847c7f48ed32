package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.testkit.KafkaInJvm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

final class TopicsTest {
    private static final Topic KEPT =
            new Topic("topics.kept", Topic.Cleanup.DELETE, Duration.ofDays(3));
    private static final Topic COMPACTED =
            new Topic("topics.compacted", Topic.Cleanup.COMPACT, Duration.ZERO);

    private static final Topic NARROW =
            new Topic("topics.narrow", Topic.Cleanup.DELETE, Duration.ofDays(3));

    private final KafkaInJvm kafka = KafkaInJvm.shared();

    @Test
    void makesWhatIsMissingAndLeavesTheRest() throws Exception {
        Topics.ensure(kafka.settings(), List.of(KEPT));
        Topics.ensure(kafka.settings(), List.of(KEPT, COMPACTED));

        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            assertThat(partitions(admin, KEPT)).isEqualTo(4);
            assertThat(partitions(admin, COMPACTED)).isEqualTo(1);
            assertThat(config(admin, KEPT).get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(config(admin, KEPT).get("retention.ms").value()).isEqualTo("259200000");
            assertThat(config(admin, COMPACTED).get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(config(admin, COMPACTED).get("max.message.bytes").value())
                    .isEqualTo("4194304");
        }
    }

    @Test
    void existingTopicsTakeLargeRecordsAndAnyTimestampFromNowOn() throws Exception {
        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            NewTopic narrow = new NewTopic(NARROW.name(), 1, (short) 1);
            NewTopic changelog = new NewTopic("job-7-store-changelog", 1, (short) 1);
            NewTopic others = new NewTopic("others", 1, (short) 1);
            admin.createTopics(List.of(narrow, changelog, others)).all().get();

            Topics.ensure(kafka.settings(), List.of(NARROW));
            Topics.raiseInternal(kafka.settings(), "job-7");

            for (String raised : List.of(NARROW.name(), changelog.name())) {
                Config config = config(admin, raised);
                assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304");
                assertThat(config.get("message.timestamp.before.max.ms").value())
                        .isEqualTo(Long.toString(Long.MAX_VALUE));
                assertThat(config.get("message.timestamp.after.max.ms").value())
                        .isEqualTo(Long.toString(Long.MAX_VALUE));
            }
            assertThat(config(admin, "others").get("max.message.bytes").value())
                    .isEqualTo("1048588");
        }
    }

    @Test
    void whatIsDatedInTheFutureIsTaken() {
        Topics.ensure(kafka.settings(), List.of(KEPT));
        long inTwoDays = Instant.now().plus(Duration.ofDays(2)).toEpochMilli();

        kafka.append(
                List.of(
                        new ProducerRecord<>(
                                KEPT.name(), 0, inTwoDays, new byte[] {1}, new byte[] {1})));

        assertThat(kafka.read(KEPT, 1, Duration.ofSeconds(10)))
                .extracting(ConsumerRecord::timestamp)
                .contains(inTwoDays);
    }

    @Test
    void saysWhatTheClusterRefuses() {
        KafkaSettings threeReplicas = new KafkaSettings(kafka.bootstrapServers(), 1, 3, Map.of());
        Topic refused = new Topic("topics.refused", Topic.Cleanup.DELETE, Duration.ofDays(1));

        assertThatThrownBy(() -> Topics.ensure(threeReplicas, List.of(refused)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(kafka.bootstrapServers())
                .hasMessageContaining("InvalidReplicationFactorException");
    }

    @Test
    void saysThatNobodyAnswers() {
        KafkaSettings nobody = new KafkaSettings("127.0.0.1:1", 1, 1, Map.of());

        assertThatThrownBy(() -> Topics.ensure(nobody, List.of(KEPT), Duration.ofSeconds(1)))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "the Kafka cluster at 127.0.0.1:1 does not answer"
                                + " (kafka.bootstrap.servers)");
    }

    @Test
    void saysThatAnAddressMeansNothing() {
        KafkaSettings nowhere = new KafkaSettings("no-such-host.invalid:9092", 1, 1, Map.of());

        assertThatThrownBy(() -> Topics.ensure(nowhere, List.of(KEPT)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("no-such-host.invalid:9092");
    }

    @Test
    void saysThatNoClusterIsSet() {
        KafkaSettings unset = new KafkaSettings("", 1, 1, Map.of());

        assertThatThrownBy(() -> Topics.ensure(unset, List.of(KEPT)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("kafka.bootstrap.servers is not set");
    }

    private static int partitions(Admin admin, Topic topic) throws Exception {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get()
                .get(topic.name())
                .partitions()
                .size();
    }

    private static Config config(Admin admin, Topic topic) throws Exception {
        return config(admin, topic.name());
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }
}

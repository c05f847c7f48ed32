package org.nucleus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Topics;

import java.time.Duration;
import java.util.List;

final class KafkaInJvmTest {
    private static final Topic TOPIC =
            new Topic("kafka.in.jvm", Topic.Cleanup.DELETE, Duration.ofDays(1));
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void keepsRecordsAndPortThroughAnOutage() {
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            String servers = kafka.bootstrapServers();
            Topics.ensure(kafka.settings(), List.of(TOPIC));
            kafka.append(List.of(record("a"), record("b")));

            kafka.stopBroker();
            kafka.startBroker();
            kafka.append(List.of(record("c")));

            assertThat(kafka.bootstrapServers()).isEqualTo(servers);
            assertThat(kafka.read(TOPIC, 3, SOON))
                    .extracting(KafkaInJvmTest::text)
                    .containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void readSaysHowManyRecordsAreMissing() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topics.ensure(kafka.settings(), List.of(TOPIC));

        assertThatThrownBy(() -> kafka.read(TOPIC, 1, Duration.ofMillis(300)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 records on kafka.in.jvm");
    }

    private static ProducerRecord<byte[], byte[]> record(String text) {
        return new ProducerRecord<>(TOPIC.name(), text.getBytes(UTF_8), text.getBytes(UTF_8));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}

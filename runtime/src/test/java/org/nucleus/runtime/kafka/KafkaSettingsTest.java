package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.settings.SettingsLoader;

import java.util.List;
import java.util.Map;

final class KafkaSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(load(Map.of())).isEqualTo(new KafkaSettings("", 4, 1, Map.of()));
    }

    @Test
    void readsEveryKey() {
        KafkaSettings settings =
                load(
                        Map.of(
                                "kafka.bootstrap.servers", "a:9092,b:9092",
                                "kafka.topic.partitions", "12",
                                "kafka.topic.replication.factor", "3",
                                "kafka.client.security.protocol", "SSL"));

        assertThat(settings)
                .isEqualTo(
                        new KafkaSettings(
                                "a:9092,b:9092", 12, 3, Map.of("security.protocol", "SSL")));
        assertThat(settings.clientProperties())
                .isEqualTo(
                        Map.of("bootstrap.servers", "a:9092,b:9092", "security.protocol", "SSL"));
        assertThat(settings.at("c:1", Map.of()).clientProperties())
                .containsEntry("bootstrap.servers", "c:1");
    }

    @Test
    void whatDeliveryRestsOnCannotBeSetAway() {
        KafkaSettings careless =
                new KafkaSettings(
                        "a:1",
                        1,
                        1,
                        Map.of(
                                "acks", "0",
                                "enable.idempotence", "false",
                                "compression.type", "zstd",
                                "isolation.level", "read_uncommitted",
                                "enable.auto.commit", "true"));

        assertThat(Clients.producerProperties(careless))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("compression.type", "zstd");
        assertThat(Clients.consumerProperties(careless))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false");
    }

    private static KafkaSettings load(Map<String, String> file) {
        SettingsLoader loader = new SettingsLoader(List.of(KafkaSettings.GROUP), Map.of());
        return switch (loader.load(file, Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> KafkaSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new AssertionError(invalid.problems().toString());
        };
    }
}

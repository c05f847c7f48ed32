package org.nucleus.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.SettingsLoader;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class EventLogTest {
    private static final KafkaInJvm KAFKA = KafkaInJvm.shared();

    @Test
    void anErrorOfOneListenerDoesNotEndTheLogForOthers() throws Exception {
        Topics.ensure(
                KAFKA.settings(),
                List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_FAILED, Topic.OPS_UPLOADS));
        try (EventLog log = EventLog.open(KAFKA.settings(), settings(), 1 << 20)) {
            CompletableFuture<AppendOutcome> heard = new CompletableFuture<>();
            log.append(
                    records(),
                    outcome -> {
                        heard.complete(outcome);
                        throw new StackOverflowError("on purpose");
                    });
            assertThat(heard.get(20, TimeUnit.SECONDS)).isInstanceOf(AppendOutcome.Appended.class);

            CompletableFuture<AppendOutcome> next = new CompletableFuture<>();
            log.append(records(), next::complete);

            assertThat(next.get(20, TimeUnit.SECONDS)).isInstanceOf(AppendOutcome.Appended.class);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records() {
        return List.of(
                new ProducerRecord<>(
                        Topic.OPS_UPLOADS.name(),
                        "log-test".getBytes(StandardCharsets.UTF_8),
                        null));
    }

    private static AppendSettings settings() {
        SettingsLoader loader =
                new SettingsLoader(
                        List.of(new SettingGroup("append", AppendSettings.SETTINGS, List.of())),
                        Map.of());
        return switch (loader.load(Map.of(), Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> AppendSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new IllegalArgumentException(invalid.problems().toString());
        };
    }
}

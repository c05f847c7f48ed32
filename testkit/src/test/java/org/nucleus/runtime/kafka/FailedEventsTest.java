package org.nucleus.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.testkit.Events;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

final class FailedEventsTest {
    @Test
    void appendsEachUnderItsTenant() {
        KafkaInJvm kafka = KafkaInJvm.shared();
        Topics.ensure(kafka.settings(), List.of(Topic.EVENTS_FAILED));
        FailedEvent failed = Events.failedEvent("failed-" + UUID.randomUUID());

        try (FailedEvents failedEvents = new FailedEvents(kafka.settings())) {
            failedEvents.append(List.of(failed));
        }

        assertThat(kafka.read(Topic.EVENTS_FAILED, 1, Duration.ofSeconds(20)))
                .filteredOn(
                        record ->
                                FailedEventCodec.decode(record.value())
                                        .failedId()
                                        .equals(failed.failedId()))
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(new String(record.key(), StandardCharsets.UTF_8))
                                    .isEqualTo("demo");
                            assertThat(record.timestamp())
                                    .isEqualTo(failed.failedTime().toEpochMilli());
                        });
    }
}

package org.nucleus.processor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;

/**
 * What the stages' tests share: a clock that stands, counters, records as the collector logs them.
 */
final class Stages {
    static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ProcessorMetrics metrics =
            new ProcessorMetrics(registry, Clock.fixed(NOW.plusMillis(250), ZoneOffset.UTC));

    double count(String stage, String outcome) {
        return registry
                .find("nucleus.events")
                .tags("stage", stage, "outcome", outcome)
                .counters()
                .stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    static TopologyTestDriver driver(Topology topology) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "stage-test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder());
        return new TopologyTestDriver(topology, properties, NOW);
    }

    /** Of its own, because other builds on this machine test too; the driver empties it. */
    private static String folder() {
        try {
            return Files.createTempDirectory("stage-test-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestInputTopic<byte[], byte[]> received(TopologyTestDriver driver) {
        return driver.createInputTopic(
                Topic.EVENTS_RECEIVED.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static TestRecord<byte[], byte[]> xapi(String id, String payload, Duration later) {
        return record(
                new ReceivedEvent(
                        "oakfield",
                        "lms-1",
                        Format.XAPI,
                        "1.0.3",
                        NOW.plus(later),
                        id,
                        "mailto:learner@example.org",
                        payload.getBytes(StandardCharsets.UTF_8)));
    }

    static TestRecord<byte[], byte[]> record(ReceivedEvent event) {
        ProducerRecord<byte[], byte[]> record = ReceivedRecords.toRecord(event);
        return new TestRecord<>(
                record.key(), record.value(), record.headers(), event.receivedTime());
    }

    static TestRecord<byte[], byte[]> withHeaders(byte[] key, byte[] value, Headers headers) {
        return new TestRecord<>(key, value, headers, NOW);
    }
}

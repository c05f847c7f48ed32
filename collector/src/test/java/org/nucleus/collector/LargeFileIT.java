package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.testkit.KafkaInJvm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A file far larger than the collector's heap arrives whole, and every id once; a larger one can be
 * tried by hand with {@code -Dnucleus.bulk.mib=2048 -Dnucleus.bulk.heap=512m}.
 */
final class LargeFileIT {
    private static final long MIB = Long.getLong("nucleus.bulk.mib", 160);
    private static final String HEAP = System.getProperty("nucleus.bulk.heap", "48m");
    private static final long LINES = (MIB << 20) / LargeFile.line(0).length;

    @Test
    void passesThroughASmallHeap(@TempDir Path dataDir) throws IOException, InterruptedException {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                RunningCollector tenant = RunningCollector.on(kafka);
                ForkedCollector collector =
                        ForkedCollector.start(
                                kafka.bootstrapServers(),
                                dataDir,
                                List.of("-Xmx" + HEAP, "-XX:+ExitOnOutOfMemoryError"),
                                Map.of(
                                        "collector.inflight.max.bytes", "8MiB",
                                        "collector.source.inflight.percent", "100"))) {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/bulk/%s-xapi"
                                                                    .formatted(
                                                                            collector.port(),
                                                                            tenant.tenant())))
                                            .header("Authorization", tenant.bearer("xapi"))
                                            .timeout(Duration.ofMinutes(10))
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofInputStream(
                                                            this::file))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"accepted\":" + LINES + ",\"rejected\":0");
            assertThat(collector.isAlive()).isTrue();
            assertEveryIdOnce(kafka);
        }
    }

    private InputStream file() {
        return new BufferedInputStream(new LargeFile(LINES), 1 << 16);
    }

    private static void assertEveryIdOnce(KafkaInJvm kafka) {
        BitSet seen = new BitSet();
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.reader()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(Topic.EVENTS_RECEIVED.name()).stream()
                            .map(found -> new TopicPartition(found.topic(), found.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long records = 0;
            long ends =
                    consumer.endOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            while (records < ends) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    seen.set(
                            LargeFile.number(
                                    ReceivedRecords.toEvent(
                                                    record.key(), record.headers(), record.value())
                                            .eventId()));
                    records++;
                }
            }
            assertThat(records).isEqualTo(LINES);
            assertThat(seen.cardinality()).isEqualTo((int) LINES);
        }
    }
}

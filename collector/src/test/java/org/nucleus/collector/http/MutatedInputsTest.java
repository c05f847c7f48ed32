package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.webhook.Mutations;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.testkit.KafkaInJvm;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changed samples at the doors of a running collector: none makes it fail, none takes a good event
 * with it, none is told in a log line, none stays in memory. {@code -Dmutations=100000} for as many
 * a format.
 */
@Isolated("it hears every log line of this JVM and measures its memory")
final class MutatedInputsTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 2_000);
    private static final int AT_ONCE = 32;
    private static final long FLAT = 48L << 20;
    private static final Pattern GOOD = Pattern.compile("good-(\\d+)");
    private static final KafkaInJvm KAFKA = KafkaInJvm.shared();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.nucleus");
    private final Telltale telltale = new Telltale();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private RunningCollector collector;
    private int goods;

    @BeforeEach
    void start() {
        telltale.start();
        root.addAppender(telltale);
        ours.setLevel(Level.DEBUG);
        collector = RunningCollector.with(MutatedInputsTest::sources);
    }

    private static List<Source> sources(String tenant) {
        return List.of(
                source(tenant, Format.CANVAS, Scheme.SECRET),
                source(tenant, Format.CHIME, Scheme.HEADER),
                source(tenant, Format.BBB, Scheme.CHECKSUM),
                source(tenant, Format.JITSI, Scheme.HEADER),
                source(tenant, Format.JAAS, Scheme.HMAC),
                source(tenant, Format.CLASSY, Scheme.SECRET),
                source(tenant, Format.JSON, Scheme.SECRET));
    }

    private static Source source(String tenant, Format format, Scheme scheme) {
        String id = tenant + "-" + format;
        return SampleSources.of(tenant, id, format, scheme, "s-" + id);
    }

    @AfterEach
    void stop() {
        collector.close();
        client.close();
        root.detachAppender(telltale);
        ours.setLevel(Level.WARN);
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "NUCLEUS")
    void noneDoesHarm(Format format) throws IOException, InterruptedException {
        Mutated inputs = new Mutated(format);
        telltale.watch(inputs.words());
        Mutations mutations = new Mutations(format.ordinal());
        long[] before = positions();
        long early = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String sample = inputs.sample(i);
            if (i % 2 == 0) {
                send(inputs, mutations.bytes(inputs.body(sample), List.of()), false);
                send(inputs, utf8(inputs.body(inputs.good(goods++))), true);
            } else {
                List<String> items = inputs.around(mutations.tree(sample), goods);
                goods += items.size() - 1;
                send(inputs, utf8(inputs.body(items)), items.size() > 1);
            }
            if (i == MUTATIONS / 5) {
                early = used();
            }
        }
        boolean answered = free.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS);

        assertThat(answered).as("every request is answered").isTrue();
        assertThat(failures).isEmpty();
        assertThat(telltale.told()).isEmpty();
        assertThat(used() - early).as("bytes more than after a fifth").isLessThan(FLAT);
        assertGoodsArrived(before);
    }

    private void send(Mutated inputs, byte[] body, boolean good) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(collector.url(inputs.path(collector))))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .headers(inputs.headers(collector, body));
        free.acquire();
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null
                                    || answer.statusCode() >= 500
                                    || (good && answer.statusCode() != 200)) {
                                failures.add(
                                        (failure == null ? answer.statusCode() : failure)
                                                + " to "
                                                + new String(body, StandardCharsets.UTF_8));
                            }
                            free.release();
                        });
    }

    /** Each good event is on the log, and once. */
    private void assertGoodsArrived(long[] from) {
        BitSet arrived = new BitSet(goods);
        try (KafkaConsumer<byte[], byte[]> consumer = KAFKA.reader()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                consumer.seek(partition, from[partition.partition()]);
            }
            while (consumer.endOffsets(partitions).entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    Matcher good = GOOD.matcher(new String(record.value(), StandardCharsets.UTF_8));
                    if (good.find()) {
                        int number = Integer.parseInt(good.group(1));
                        assertThat(arrived.get(number)).as("twice: " + number).isFalse();
                        arrived.set(number);
                    }
                }
            }
        }
        assertThat(goods).isGreaterThanOrEqualTo(MUTATIONS / 2);
        assertThat(arrived.cardinality()).as("good events of " + goods).isEqualTo(goods);
    }

    private static long[] positions() {
        try (KafkaConsumer<byte[], byte[]> consumer = KAFKA.reader()) {
            List<TopicPartition> partitions = partitions(consumer);
            long[] ends = new long[partitions.size()];
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> ends[partition.partition()] = end);
            return ends;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topic.EVENTS_RECEIVED.name()).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

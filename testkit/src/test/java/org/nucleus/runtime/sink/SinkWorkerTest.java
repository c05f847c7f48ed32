package org.nucleus.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;
import org.nucleus.testkit.MemoryTarget;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@Execution(ExecutionMode.CONCURRENT)
final class SinkWorkerTest {
    /** Longer than a poll that may be under way. */
    private static final Duration A_POLL = Duration.ofMillis(500);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final SinkSettings OFTEN =
            new SinkSettings(Duration.ofMillis(50), 10_000, 1 << 20);

    @TempDir private Path folder;

    private final KafkaInJvm kafka = KafkaInJvm.shared();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MemoryTarget target = new MemoryTarget();
    private final String name = "test-" + UUID.randomUUID();
    private final Topic topic = new Topic(name, Topic.Cleanup.DELETE, Duration.ofDays(1));

    @Test
    void storesEveryRecordOnceAndCountsThem() {
        make(topic);
        append(0, 500);

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(500);
            append(500, 1000);
            awaitRows(1000);
            await().atMost(SOON).until(() -> worker.check().equals(Health.UP));

            assertThat(metrics.get("nucleus.sink.rows").tag("sink", name).counter().count())
                    .isEqualTo(1000);
            assertThat(metrics.get("nucleus.sink.commits").timer().count()).isPositive();
            assertThat(metrics.get("nucleus.sink.failures").counter().count()).isZero();
            await().atMost(SOON).until(() -> metrics.get("nucleus.sink.lag").gauge().value() == 0);
        }
    }

    @Test
    void isUpWhenThereIsNothingToStore() {
        make(topic);

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            assertThat(worker.check()).isInstanceOf(Health.Down.class);
            worker.start();
            await().atMost(SOON).until(() -> worker.check().equals(Health.UP));
        }
    }

    @Test
    void commitsByRowsLongBeforeTheInterval() {
        make(topic);
        append(0, 100);

        try (SinkWorker worker =
                worker(target.newSink(), new SinkSettings(Duration.ofHours(1), 100, 1 << 20))) {
            worker.start();
            awaitRows(100);
        }
    }

    @Test
    void commitsByBytesLongBeforeTheInterval() {
        make(topic);
        append(0, 100);

        try (SinkWorker worker =
                worker(target.newSink(), new SinkSettings(Duration.ofHours(1), 10_000, 100))) {
            worker.start();
            await().atMost(SOON).until(() -> !target.rows().isEmpty());
        }
    }

    @Test
    void commitsWhatIsWrittenWhenClosed() {
        make(topic);
        append(0, 100);
        CountDownLatch written = new CountDownLatch(1);

        SinkWorker worker =
                worker(
                        new Listening(target.newSink(), written),
                        new SinkSettings(Duration.ofHours(1), 10_000, 1 << 20));
        worker.start();
        await().atMost(SOON).until(() -> written.getCount() == 0);
        assertThat(target.rows()).isEmpty();
        worker.close();

        assertThat(target.rows()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void startsWhereTheStoreSaysAndNotWhereKafkaSays() throws Exception {
        make(topic);
        append(0, 100);
        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(100);
        }
        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            await().atMost(SOON)
                    .until(
                            () ->
                                    !admin.listConsumerGroupOffsets("sink-" + name)
                                            .partitionsToOffsetAndMetadata()
                                            .get()
                                            .isEmpty());
        }

        MemoryTarget emptied = new MemoryTarget();
        try (SinkWorker worker = worker(emptied.newSink(), OFTEN)) {
            worker.start();
            await().atMost(SOON).until(() -> emptied.rows().size() == 100);
        }
    }

    @Test
    void logsWhatCannotBeStoredBeforeItGoesOn() {
        Topics.ensure(kafka.settings(), List.of(topic, Topic.EVENTS_FAILED));
        String refused = MemoryTarget.UNSTORABLE + UUID.randomUUID();
        kafka.append(List.of(record("a"), record(refused), record("b")));

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(2);
        }

        assertThat(kafka.read(Topic.EVENTS_FAILED, 1, SOON))
                .extracting(failed -> FailedEventCodec.decode(failed.value()).failedId())
                .contains(refused);
        assertThat(metrics.get("nucleus.sink.rejected").counter().count()).isEqualTo(1);
    }

    @Test
    void saysWhyItIsDownAndTriesUntilTheTargetIsBack() {
        make(topic);
        append(0, 100);
        FaultySink sink = new FaultySink(target.newSink(), 1, 0);
        sink.breakDown("no space left on device");

        try (SinkWorker worker = worker(sink, OFTEN)) {
            worker.start();
            await().atMost(SOON).until(() -> sink.failures() >= 3);
            assertThat(worker.check())
                    .isEqualTo(new Health.Down("IllegalStateException: no space left on device"));
            assertThat(metrics.get("nucleus.sink.failures").counter().count())
                    .isGreaterThanOrEqualTo(2);

            sink.breakDown(null);
            awaitRows(100);
            await().atMost(SOON).until(() -> worker.check().equals(Health.UP));
        }
    }

    @Test
    void storesEveryRecordOnceWhenAllKindsOfFailureStrike() {
        make(topic);
        append(0, 2000);
        FaultySink first = new FaultySink(target.newSink(), 7, 0.05);
        FaultySink second = new FaultySink(target.newSink(), 8, 0.05);
        SinkSettings smallBatches = new SinkSettings(Duration.ofMillis(20), 50, 1 << 20);

        SinkWorker killed = worker("killed", first, smallBatches);
        killed.start();
        await().atMost(SOON).until(() -> target.rows().size() > 200);
        first.breakDown("killed");
        killed.close();
        int stored = target.rows().size();
        append(2000, 4000);
        try (SinkWorker next = worker("killed", second, smallBatches);
                SinkWorker other = worker("other", target.newSink(), smallBatches)) {
            next.start();
            await().atMost(SOON).until(() -> target.rows().size() > stored + 200);
            other.start();
            append(4000, 5000);
            awaitRows(5000);
        }

        assertThat(first.failures() + second.failures()).isGreaterThan(5);
        assertThat(target.rows()).containsExactlyInAnyOrderElementsOf(ids(0, 5000));
    }

    @Test
    void aRestartedCopyHasItsPartitionsBackBeforeItsSessionEnds() {
        make(topic);
        append(0, 10);
        FaultySink sink = new FaultySink(target.newSink(), 1, 0);
        SinkWorker killed = worker(sink, OFTEN);
        killed.start();
        awaitRows(10);
        sink.breakDown("killed");
        killed.close();
        append(10, 20);

        try (SinkWorker restarted = worker(target.newSink(), OFTEN)) {
            restarted.start();
            await().atMost(Duration.ofSeconds(8)).until(() -> target.rows().size() == 20);
        }
    }

    @Test
    void followsTheLogThroughAnOutage() {
        try (KafkaInJvm own = KafkaInJvm.start()) {
            Topics.ensure(own.settings(), List.of(topic));
            own.append(List.of(record("a")));
            ServiceContext context =
                    new ServiceContext(own.settings(), folder, metrics, Clock.systemUTC());
            try (SinkWorker worker =
                    new SinkWorker(name, topic, target.newSink(), OFTEN, context)) {
                worker.start();
                awaitRows(1);
                own.stopBroker();
                await().atMost(SOON).until(() -> worker.check() instanceof Health.Down);

                own.startBroker();
                own.append(List.of(record("b")));
                awaitRows(2);
                await().atMost(SOON).until(() -> worker.check().equals(Health.UP));
            }
        }
    }

    @Test
    void readsNothingWhileTheDiskIsLowAndAllAfterwards() {
        make(topic);
        AtomicLong free = new AtomicLong(100);
        DiskSpace disk = new DiskSpace(free::get, 100);
        disk.start();
        ServiceContext context =
                new ServiceContext(
                                kafka.settings(),
                                folder.resolve("copy"),
                                metrics,
                                Clock.systemUTC())
                        .on(disk);
        try (SinkWorker worker = new SinkWorker(name, topic, target.newSink(), OFTEN, context)) {
            worker.start();
            append(0, 10);
            awaitRows(10);
            free.set(99);
            await().during(A_POLL).until(disk::isLow);
            append(10, 20);
            await().during(Duration.ofSeconds(1)).until(() -> target.rows().size() == 10);

            free.set(200);
            awaitRows(20);
        } finally {
            disk.close();
        }
    }

    @Test
    void refusesALogThatEndsBeforeWhatIsStored() {
        make(topic);
        append(0, 10);
        Sink later = target.newSink();
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        later.open(Set.of(partition));
        later.commit(Progress.of(Map.of(partition, 1000L)));

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            await().atMost(SOON)
                    .until(
                            () ->
                                    worker.check() instanceof Health.Down down
                                            && down.reason().contains("before the stored 1000"));
            assertThat(target.rows()).isEmpty();
        }
    }

    @Test
    void refusesATopicThatWasMadeAnewThoughItIsLongEnough() throws Exception {
        make(topic);
        append(0, 100);
        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(100);
        }
        try (Admin admin = Admin.create(kafka.settings().clientProperties())) {
            admin.deleteTopics(List.of(topic.name())).all().get();
            await().atMost(SOON)
                    .until(() -> !admin.listTopics().names().get().contains(topic.name()));
        }
        make(topic);
        append(1000, 2000);

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitDown(worker, "its topic id is another; to read it from its beginning run rewind");
            assertThat(target.rows()).hasSize(100);
        }
    }

    @Test
    void refusesALogWithAnotherRecordBeforeTheStoredOffset() {
        make(topic);
        append(0, 100);
        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(100);
        }
        Sink sink = target.newSink();
        Progress stored = sink.open(partitions());
        Map<TopicPartition, Integer> others = new HashMap<>(stored.marks());
        others.replaceAll((partition, mark) -> mark + 1);
        sink.commit(new Progress(stored.log(), stored.next(), others));

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitDown(worker, "the record before the stored offset is another");
        }
    }

    @Test
    void adoptsTheLogWhereOffsetsAreStoredWithoutOne() {
        make(topic);
        append(0, 100);
        Sink earlier = target.newSink();
        earlier.open(partitions());
        earlier.commit(Progress.of(Map.of(new TopicPartition(topic.name(), 0), 1L)));

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(99);
            await().atMost(SOON).until(() -> worker.check().equals(Health.UP));
        }

        Progress stored = target.newSink().open(partitions());
        assertThat(stored.log()).isPresent();
        assertThat(stored.marks()).hasSize(4);
    }

    @Test
    void onlyThePartitionWithARecordOfALaterVersionWaitsAndOthersGoOn() {
        make(topic);
        append(0, 100);
        TopicPartition waiting = new TopicPartition(topic.name(), 2);
        kafka.append(List.of(recordOn(waiting, "before"), recordOn(waiting, MemoryTarget.LATER)));
        kafka.append(List.of(recordOn(waiting, "after")));

        try (SinkWorker worker = worker(target.newSink(), OFTEN)) {
            worker.start();
            awaitRows(101);
            append(100, 200);
            await().atMost(SOON)
                    .until(
                            () ->
                                    worker.check() instanceof Health.Degraded degraded
                                            && degraded.reason().contains("schema 2"));
            await().atMost(SOON).until(() -> target.rows().size() > 150);
        }

        assertThat(target.rows())
                .doesNotHaveDuplicates()
                .contains("before")
                .doesNotContain("after", MemoryTarget.LATER);
        assertThat(metrics.get("nucleus.sink.failures").counter().count()).isZero();
    }

    private ProducerRecord<byte[], byte[]> recordOn(TopicPartition partition, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(partition.topic(), partition.partition(), bytes, bytes);
    }

    private Set<TopicPartition> partitions() {
        return IntStream.range(0, 4)
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .collect(Collectors.toSet());
    }

    private static void awaitDown(SinkWorker worker, String reason) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(worker.check()).isInstanceOf(Health.Down.class);
                            assertThat(((Health.Down) worker.check()).reason()).contains(reason);
                        });
    }

    private void make(Topic made) {
        Topics.ensure(kafka.settings(), List.of(made));
    }

    private SinkWorker worker(Sink sink, SinkSettings settings) {
        return worker("copy", sink, settings);
    }

    private SinkWorker worker(String copy, Sink sink, SinkSettings settings) {
        ServiceContext context =
                new ServiceContext(
                        kafka.settings(), folder.resolve(copy), metrics, Clock.systemUTC());
        return new SinkWorker(name, topic, sink, settings, context);
    }

    private void append(int from, int until) {
        kafka.append(ids(from, until).stream().map(this::record).toList());
    }

    private static List<String> ids(int from, int until) {
        return IntStream.range(from, until).mapToObj(Integer::toString).toList();
    }

    private ProducerRecord<byte[], byte[]> record(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic.name(), bytes, bytes);
    }

    private void awaitRows(int rows) {
        await().atMost(SOON).untilAsserted(() -> assertThat(target.rows()).hasSize(rows));
        assertThat(target.rows()).doesNotHaveDuplicates();
    }

    private record Listening(Sink sink, CountDownLatch written) implements Sink {
        @Override
        public Progress open(Set<TopicPartition> assigned) {
            return sink.open(assigned);
        }

        @Override
        public List<FailedEvent> write(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
            List<FailedEvent> refused = sink.write(partition, records);
            written.countDown();
            return refused;
        }

        @Override
        public void commit(Progress next) {
            sink.commit(next);
        }

        @Override
        public void discard() {
            sink.discard();
        }

        @Override
        public String rewindCommand() {
            return sink.rewindCommand();
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}

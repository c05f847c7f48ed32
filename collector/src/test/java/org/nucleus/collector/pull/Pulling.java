package org.nucleus.collector.pull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.collector.http.SourceFiles;
import org.nucleus.collector.http.WebhookCodecs;
import org.nucleus.collector.log.AppendSettings;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.model.Checkpoint;
import org.nucleus.model.CheckpointCodec;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One source that is pulled, on a real log. */
final class Pulling implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(2);
    private static final UploadSettings NO_UPLOADS =
            new UploadSettings(
                    "",
                    "",
                    new AwsAddress(Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    SOON,
                    SOON,
                    1,
                    false,
                    false);

    private final KafkaInJvm kafka;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EventLog log;
    private final TopicView<Checkpoint> checkpoints;
    private final TopicView<Upload> uploadStates;
    private final Uploads uploads;
    private final Pulls pulls;
    private volatile SourceIndex sources;

    private Pulling(KafkaInJvm kafka, Source source, PullPoint point) {
        this.kafka = kafka;
        become(source);
        Topics.ensure(
                kafka.settings(),
                List.of(
                        Topic.EVENTS_RECEIVED,
                        Topic.EVENTS_FAILED,
                        Topic.OPS_UPLOADS,
                        Topic.OPS_CHECKPOINTS));
        log =
                EventLog.open(
                        kafka.settings(),
                        new AppendSettings(Duration.ofMillis(1), "lz4", 128 << 10, APPEND_TIMEOUT),
                        32 << 20);
        log.know(Topic.OPS_CHECKPOINTS);
        checkpoints =
                TopicView.open(kafka.settings(), Topic.OPS_CHECKPOINTS, CheckpointCodec::decode);
        uploadStates = TopicView.open(kafka.settings(), Topic.OPS_UPLOADS, UploadCodec::decode);
        uploads = new Uploads(uploadStates::entries, log, Clock.systemUTC());
        pulls =
                new Pulls(
                        new PullSettings(List.of(point)),
                        NO_UPLOADS,
                        new PullParts(
                                () -> sources,
                                WebhookCodecs::of,
                                log,
                                APPEND_TIMEOUT,
                                checkpoints::entries,
                                new SourceRates(0),
                                new PullParts.Files(
                                        uploads,
                                        some -> SourceFiles.reader(some, Optional.empty()),
                                        1 << 20),
                                metrics,
                                Clock.systemUTC()));
        pulls.start();
    }

    /** Any do; kinesalite's CBOR is not what the SDK takes, its JSON is. */
    static void haveCredentials() {
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
        System.setProperty("aws.cborEnabled", "false");
    }

    static Pulling start(KafkaInJvm kafka, Source source, PullPoint point) {
        return new Pulling(kafka, source, point);
    }

    /** Registers or changes the source. */
    void become(Source source) {
        sources = SourceIndex.of(List.of(source), Clock.systemUTC());
    }

    Health check() {
        return pulls.check();
    }

    boolean logIsAway() {
        return log.check() instanceof Health.Down;
    }

    /** A counter or gauge of the source. */
    double metric(String name, String outcome) {
        return metrics.find(name).tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Ids of a source's events, in order of partition and offset, twice where logged twice. */
    static List<String> ids(KafkaInJvm kafka, String source) {
        return kafka.read(Topic.EVENTS_RECEIVED, 0, SOON).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .filter(event -> event.source().equals(source))
                .map(event -> event.eventId())
                .toList();
    }

    List<String> ids(String source) {
        return ids(kafka, source);
    }

    /** A tenant's failed events as JSON. */
    List<String> failed(String tenant) {
        return kafka.read(Topic.EVENTS_FAILED, 0, SOON).stream()
                .filter(record -> text(record.key()).equals(tenant))
                .map(ConsumerRecord::value)
                .map(Pulling::text)
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        pulls.close();
        uploads.close();
        uploadStates.close();
        checkpoints.close();
        log.close();
    }
}

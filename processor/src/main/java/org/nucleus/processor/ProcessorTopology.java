package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code events.received} → {@link NormaliseStage} → {@link DeduplicateStage} → {@link PersonStage}
 * → {@link InstanceStage} → {@code events.enriched}; what a stage refuses → {@code events.failed}.
 * Keys stay as received, so a subject's events stay in order; failed events are keyed by tenant.
 */
final class ProcessorTopology implements Supplier<Topology> {
    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final NormaliseStage normalise;
    private final DeduplicateStage deduplicate;
    private final PersonStage person;
    private final InstanceStage instance;

    ProcessorTopology(
            NormaliseStage normalise,
            DeduplicateStage deduplicate,
            PersonStage person,
            InstanceStage instance) {
        this.normalise = normalise;
        this.deduplicate = deduplicate;
        this.person = person;
        this.instance = instance;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], byte[]> received =
                builder.stream(
                        Topic.EVENTS_RECEIVED.name(),
                        Consumed.with(BYTES, BYTES)
                                .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp())
                                .withName("events-received"));
        KStream<byte[], Verdict> verdicts =
                instance.apply(person.apply(deduplicate.apply(normalise.apply(received))));
        verdicts.flatMapValues(ProcessorTopology::accepted, Named.as("accepted"))
                .to(
                        Topic.EVENTS_ENRICHED.name(),
                        Produced.with(BYTES, BYTES).withName("events-enriched"));
        verdicts.flatMap((key, verdict) -> failed(verdict), Named.as("failed"))
                .to(
                        Topic.EVENTS_FAILED.name(),
                        Produced.with(BYTES, BYTES).withName("events-failed"));
        return builder.build();
    }

    private static List<byte[]> accepted(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> List.of(accepted.encoded());
            case Verdict.Failed ignored -> List.of();
            case Verdict.Said ignored -> List.of();
        };
    }

    private static List<KeyValue<byte[], byte[]>> failed(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted ignored -> List.of();
            case Verdict.Said ignored -> List.of();
            case Verdict.Failed failed ->
                    List.of(
                            KeyValue.pair(
                                    failed.event().tenant().getBytes(StandardCharsets.UTF_8),
                                    encode(failed.event())));
        };
    }

    /** The failed event, without its bytes where they do not fit into a record as JSON. */
    private static byte[] encode(FailedEvent failed) {
        byte[] whole = FailedEventCodec.encode(failed);
        return whole.length <= NormaliseStage.MOST_BYTES
                ? whole
                : FailedEventCodec.encode(cut(failed));
    }

    private static FailedEvent cut(FailedEvent failed) {
        return new FailedEvent(
                failed.failedId(),
                failed.tenant(),
                failed.source(),
                failed.format(),
                failed.eventId(),
                failed.stage(),
                failed.kind(),
                List.of(
                        failed.violations().getFirst(),
                        new Violation(
                                "",
                                "nucleus.failed.size",
                                "The bytes were too large to be kept with the failure.")),
                failed.receivedTime(),
                failed.failedTime(),
                new byte[0]);
    }
}

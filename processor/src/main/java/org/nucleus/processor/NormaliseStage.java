package org.nucleus.processor;

import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Violation;
import org.nucleus.processor.normalise.Outcome;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.TraceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * First stage: received bytes and headers to the one event. Whatever the bytes are, the partition
 * goes on: what cannot be an event is passed on as failed, also when it is our own code that fails.
 */
final class NormaliseStage {
    static final String NAME = "normalise";

    /** Leaves room for what Kafka adds to a record. */
    static final int MOST_BYTES = Clients.MAX_RECORD_BYTES - 4096;

    private static final Logger log = LoggerFactory.getLogger(NormaliseStage.class);

    private final Function<ReceivedEvent, Outcome> normaliser;
    private final ProcessorMetrics metrics;

    NormaliseStage(Function<ReceivedEvent, Outcome> normaliser, ProcessorMetrics metrics) {
        this.normaliser = normaliser;
        this.metrics = metrics;
    }

    /**
     * One verdict a record, in order and under its key; an entity's describe gives none, a record
     * that tells of several things one for each.
     */
    KStream<byte[], Verdict> apply(KStream<byte[], byte[]> received) {
        return received.process(Work::new, Named.as(NAME));
    }

    private final class Work extends ContextualProcessor<byte[], byte[], byte[], Verdict> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            judge(record)
                    .forEach(
                            verdict ->
                                    context()
                                            .forward(
                                                    record.withValue(verdict)
                                                            .withHeaders(
                                                                    TraceContext.handedOn(
                                                                            record.headers()))));
        }

        private List<Verdict> judge(Record<byte[], byte[]> record) {
            metrics.read();
            ReceivedEvent received;
            try {
                received = ReceivedRecords.toEvent(record.key(), record.headers(), record.value());
            } catch (IllegalArgumentException | NullPointerException e) {
                return List.of(unreadable(record));
            }
            try {
                return verdicts(normaliser.apply(received), received, record);
            } catch (RuntimeException e) {
                logDefect(received, e);
                return List.of(failed(defect(e), received, record.timestamp()));
            }
        }

        private void logDefect(ReceivedEvent received, RuntimeException e) {
            context()
                    .recordMetadata()
                    .ifPresent(
                            record ->
                                    log.atError()
                                            .addKeyValue("tenant", received.tenant())
                                            .addKeyValue("source", received.source())
                                            .addKeyValue("topic", record.topic())
                                            .addKeyValue("partition", record.partition())
                                            .addKeyValue("offset", record.offset())
                                            .addKeyValue("exception", e.getClass().getName())
                                            .addKeyValue("at", place(e))
                                            .log(
                                                    "Normalising failed; the event is kept as"
                                                            + " failed"));
        }
    }

    private List<Verdict> verdicts(
            Outcome outcome, ReceivedEvent received, Record<byte[], byte[]> record) {
        return switch (outcome) {
            case Outcome.Normalised normalised -> {
                byte[] encoded = EventCodec.encode(normalised.event());
                yield List.of(
                        RecordSize.fits(record, encoded)
                                ? accepted(normalised, encoded, received)
                                : failed(tooLarge(), received, record.timestamp()));
            }
            case Outcome.Refused refused -> List.of(failed(refused, received, record.timestamp()));
            case Outcome.Several several ->
                    several.parts().stream()
                            .flatMap(part -> verdicts(part, received, record).stream())
                            .toList();
            case Outcome.Once once ->
                    List.of(
                            new Verdict.Said(
                                    received.tenant(),
                                    received.source(),
                                    once.what(),
                                    once.content()));
            case Outcome.Described ignored -> {
                count(received, "described");
                yield List.of();
            }
        };
    }

    private Verdict accepted(
            Outcome.Normalised normalised, byte[] encoded, ReceivedEvent received) {
        count(received, "accepted");
        return new Verdict.Accepted(normalised.event(), encoded, normalised.content());
    }

    private Verdict failed(Outcome.Refused refused, ReceivedEvent received, long time) {
        count(received, "rejected");
        return new Verdict.Failed(
                new FailedEvent(
                        FailedEvent.idOf(NAME, received.source(), received.payload()),
                        received.tenant(),
                        received.source(),
                        received.format(),
                        received.eventId(),
                        NAME,
                        refused.kind(),
                        refused.violations(),
                        received.receivedTime(),
                        Instant.ofEpochMilli(time),
                        received.payload()));
    }

    private Verdict unreadable(Record<byte[], byte[]> record) {
        metrics.count(NAME, FailedEvent.UNKNOWN, FailedEvent.UNKNOWN, "rejected");
        byte[] payload = record.value() == null ? new byte[0] : record.value();
        return new Verdict.Failed(
                new FailedEvent(
                        FailedEvent.idOf(NAME, FailedEvent.UNKNOWN, payload),
                        FailedEvent.UNKNOWN,
                        FailedEvent.UNKNOWN,
                        null,
                        NAME,
                        FailureKind.INVALID,
                        List.of(
                                new Violation(
                                        "",
                                        "nucleus.record.headers",
                                        "The record's headers do not say what it is.")),
                        Instant.ofEpochMilli(record.timestamp()),
                        Instant.ofEpochMilli(record.timestamp()),
                        payload));
    }

    private void count(ReceivedEvent received, String outcome) {
        metrics.count(NAME, received.tenant(), received.source(), outcome);
    }

    /** Not the message, which may hold a learner's data; a hot exception has no trace. */
    private static String place(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }

    private static Outcome.Refused tooLarge() {
        return new Outcome.Refused(
                FailureKind.UNSUPPORTED,
                List.of(
                        new Violation(
                                "",
                                "nucleus.event.size",
                                "The normalised event is larger than a record may be.")));
    }

    private static Outcome.Refused defect(RuntimeException e) {
        return new Outcome.Refused(
                FailureKind.INTERNAL,
                List.of(
                        new Violation(
                                "",
                                "nucleus.defect",
                                "The stage itself failed: " + e.getClass().getSimpleName())));
    }
}

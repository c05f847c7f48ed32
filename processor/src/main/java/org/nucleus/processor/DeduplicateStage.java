package org.nucleus.processor;

import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.nucleus.model.Event;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Second stage: lets each event of a tenant through once within the window. The same event sent
 * again is dropped and counted; another event under a known id is passed on as failed. What should
 * be said once and is said again otherwise is counted and logged.
 */
final class DeduplicateStage {
    static final String NAME = "deduplicate";

    private static final Logger log = LoggerFactory.getLogger(DeduplicateStage.class);

    /** In no id, so that what is said and events have keys apart. */
    private static final char SAID = '\0';

    private final Duration window;
    private final ProcessorMetrics metrics;

    DeduplicateStage(Duration window, ProcessorMetrics metrics) {
        this.window = window;
        this.metrics = metrics;
    }

    /** In order and under the same keys; what failed before passes. */
    KStream<byte[], Verdict> apply(KStream<byte[], Verdict> verdicts) {
        return verdicts.process(
                new StageSupplier(Work::new, Set.of(SeenEvents.builder(NAME, window))),
                Named.as(NAME));
    }

    private final class Work extends ContextualProcessor<byte[], Verdict, byte[], Verdict> {
        private SeenEvents seen;

        @Override
        public void init(ProcessorContext<byte[], Verdict> context) {
            super.init(context);
            seen = new SeenEvents(context.getStateStore(NAME), window);
        }

        @Override
        public void process(Record<byte[], Verdict> record) {
            switch (record.value()) {
                case Verdict.Accepted accepted -> deduplicate(record, accepted);
                case Verdict.Failed ignored -> context().forward(record);
                case Verdict.Said said -> once(said, record.timestamp());
            }
        }

        private void once(Verdict.Said said, long time) {
            String key = said.tenant() + SAID + said.source() + SAID + said.what();
            switch (seen.compare(key, time, said.content())) {
                case NEW -> seen.remember(key, time, said.content());
                case OTHER -> revised(said);
                case SAME, UNCOMPARABLE -> {}
            }
        }

        private void revised(Verdict.Said said) {
            metrics.count(NAME, said.tenant(), said.source(), "revised");
            log.atWarn()
                    .addKeyValue("tenant", said.tenant())
                    .addKeyValue("source", said.source())
                    .log("What is told once was told again, otherwise");
        }

        private void deduplicate(Record<byte[], Verdict> record, Verdict.Accepted accepted) {
            Event event = accepted.event();
            String key = event.provenance().tenant() + "|" + event.id();
            switch (seen.compare(key, record.timestamp(), accepted.content())) {
                case NEW -> {
                    seen.remember(key, record.timestamp(), accepted.content());
                    count(event, "accepted");
                    metrics.through(event.receivedTime());
                    context().forward(record);
                }
                case SAME, UNCOMPARABLE -> count(event, "duplicate");
                case OTHER -> {
                    count(event, "rejected");
                    context().forward(record.withValue(conflict(event, record.timestamp())));
                }
            }
        }
    }

    private void count(Event event, String outcome) {
        metrics.count(NAME, event.provenance().tenant(), event.provenance().source(), outcome);
    }

    private static Verdict conflict(Event event, long time) {
        byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
        return new Verdict.Failed(
                new FailedEvent(
                        FailedEvent.idOf(NAME, event.provenance().source(), payload),
                        event.provenance().tenant(),
                        event.provenance().source(),
                        event.provenance().format(),
                        event.id(),
                        NAME,
                        FailureKind.CONFLICT,
                        List.of(
                                new Violation(
                                        "/id",
                                        "nucleus.id.unique",
                                        "Another event with this id was received before.")),
                        event.receivedTime(),
                        Instant.ofEpochMilli(time),
                        payload));
    }
}

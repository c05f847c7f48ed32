package org.nucleus.processor;

import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Provenance;
import org.nucleus.processor.normalise.BbbConnection;
import org.nucleus.processor.normalise.Outcome;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Third stage: says who is behind a connection to a meeting of BigBlueButton where an event does
 * not say so itself. The external id that any event of the connection tells holds for the meeting.
 * Where none has told it yet the event waits a little, since deliveries arrive in any order; then
 * it goes on as one of somebody anonymous. Everything else passes.
 *
 * <p>All events of a meeting are in one partition, because the meeting is their subject.
 */
final class PersonStage {
    static final String NAME = "person";
    static final Duration KEPT = Duration.ofDays(7);

    private static final String PEOPLE = "meeting-people";
    private static final String WAITING = "person-waiting";
    private static final Duration LOOK_AT_WAITING = Duration.ofMillis(500);
    private static final Duration LOOK_AT_KEPT = Duration.ofHours(1);
    private static final int LONGEST_KEY = 2048;
    private static final int LONGEST_ID = 1024;
    private static final char SEPARATOR = '\0';

    private final Duration wait;
    private final ProcessorMetrics metrics;

    /**
     * @param wait how long an event waits for another one to tell who its connection is
     */
    PersonStage(Duration wait, ProcessorMetrics metrics) {
        this.wait = wait;
        this.metrics = metrics;
    }

    /** Under the same keys; in order, but that events which wait are passed by others. */
    KStream<byte[], Verdict> apply(KStream<byte[], Verdict> verdicts) {
        Set<StoreBuilder<?>> stores =
                Set.of(MeetingPeople.builder(PEOPLE), WaitingEvents.builder(WAITING));
        return verdicts.process(new StageSupplier(Work::new, stores), Named.as(NAME));
    }

    private final class Work extends ContextualProcessor<byte[], Verdict, byte[], Verdict> {
        private MeetingPeople people;
        private WaitingEvents waiting;

        @Override
        public void init(ProcessorContext<byte[], Verdict> context) {
            super.init(context);
            people = new MeetingPeople(context.getStateStore(PEOPLE));
            waiting = new WaitingEvents(context.getStateStore(WAITING), context, wait);
            context.schedule(
                    LOOK_AT_WAITING,
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> waiting.giveUp(now, this::unassigned));
            context.schedule(
                    LOOK_AT_KEPT, PunctuationType.WALL_CLOCK_TIME, now -> people.forget(now, KEPT));
        }

        @Override
        public void process(Record<byte[], Verdict> record) {
            Optional<BbbConnection> connection =
                    record.value() instanceof Verdict.Accepted accepted
                            ? BbbConnection.of(accepted.event()).filter(PersonStage::isRemembered)
                            : Optional.empty();
            if (connection.isEmpty()) {
                context().forward(record);
                return;
            }
            String key = key(connection.get());
            connection
                    .get()
                    .external()
                    .ifPresent(external -> told(key, external, connection.get()));
            if (!connection.get().isAnonymous()) {
                context().forward(record);
            } else if (!assign(record, connection.get())
                    && !waiting.add(key, record, connection.get().event())) {
                unassigned(record, connection.get().event());
            }
        }

        /** Who is known to be a person is no guest, whatever is told besides. */
        private void told(String key, String external, BbbConnection connection) {
            boolean guest = external.equals(connection.internal());
            boolean known =
                    people.external(key)
                            .filter(id -> !id.equals(connection.internal()))
                            .isPresent();
            people.told(key, external, !guest && !known, context().currentSystemTimeMs());
            waiting.release(
                    key, one -> assign(one.record(), BbbConnection.of(one.event()).orElseThrow()));
        }

        /** Whether it is known who it is, and the event went on. */
        private boolean assign(Record<byte[], ?> record, BbbConnection connection) {
            Optional<Event> assigned = people.external(key(connection)).map(connection::of);
            if (assigned.isEmpty()) {
                return false;
            }
            byte[] encoded = EventCodec.encode(assigned.get());
            if (encoded.length <= NormaliseStage.MOST_BYTES) {
                forward(record, assigned.get(), encoded, "accepted");
            } else {
                unassigned(record, connection.event());
            }
            return true;
        }

        private void unassigned(Waiting one) {
            unassigned(one.record(), one.event());
        }

        private void unassigned(Record<byte[], ?> record, Event event) {
            forward(record, event, EventCodec.encode(event), "unassigned");
        }

        private void forward(
                Record<byte[], ?> record, Event event, byte[] encoded, String outcome) {
            metrics.count(NAME, event.provenance().tenant(), event.provenance().source(), outcome);
            context()
                    .forward(
                            record.withValue(
                                    new Verdict.Accepted(event, encoded, Outcome.SAID_BY_ID)));
        }
    }

    /** Ids of any length are accepted; those that no server makes are not remembered. */
    private static boolean isRemembered(BbbConnection connection) {
        return key(connection).length() <= LONGEST_KEY
                && connection.external().orElse("").length() <= LONGEST_ID;
    }

    private static String key(BbbConnection connection) {
        Provenance from = connection.event().provenance();
        return from.tenant()
                + SEPARATOR
                + from.source()
                + SEPARATOR
                + connection.meeting()
                + SEPARATOR
                + connection.internal();
    }
}

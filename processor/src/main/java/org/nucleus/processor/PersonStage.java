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
import org.nucleus.processor.normalise.MeetingPerson;
import org.nucleus.processor.normalise.Outcome;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Third stage: says who is behind a connection to a meeting of BigBlueButton or JaaS where an event
 * does not say so itself. What any event of the connection says holds for the meeting. Where none
 * has said it yet the event waits a little, since deliveries arrive in any order; then it passes as
 * one of somebody anonymous. Everything else passes.
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
                    now -> waiting.giveUp(now, this::giveUp));
            context.schedule(
                    LOOK_AT_KEPT, PunctuationType.WALL_CLOCK_TIME, now -> people.forget(now, KEPT));
        }

        @Override
        public void process(Record<byte[], Verdict> record) {
            Event event = record.value() instanceof Verdict.Accepted said ? said.event() : null;
            List<MeetingPerson> described = event == null ? List.of() : rememberable(event);
            learn(event, described);
            List<MeetingPerson> unnamed =
                    described.stream().filter(person -> person.isIn(event)).toList();
            if (unnamed.isEmpty()) {
                context().forward(record);
                return;
            }
            Optional<MeetingPerson> unknown =
                    unnamed.stream().filter(person -> find(event, person).isEmpty()).findFirst();
            if (unknown.isEmpty()) {
                name(record, event, "accepted");
            } else if (!waiting.add(key(event, unknown.get()), record, event)) {
                name(record, event, "unassigned");
            }
        }

        /** What the event tells, and what follows of it for those that wait. */
        private void learn(Event event, List<MeetingPerson> described) {
            for (MeetingPerson person : described) {
                Optional<String> id = person.identity().or(() -> find(event, person));
                for (String connection : person.connections()) {
                    id.ifPresent(
                            known ->
                                    people.remember(
                                            key(event, connection),
                                            known,
                                            context().currentSystemTimeMs()));
                }
            }
            for (MeetingPerson person : described) {
                if (find(event, person).isPresent()) {
                    person.connections()
                            .forEach(
                                    connection ->
                                            waiting.release(key(event, connection), this::isNamed));
                }
            }
        }

        /** Names an event that waits, if everybody in it is known by now. */
        private boolean isNamed(Waiting one) {
            boolean known =
                    rememberable(one.event()).stream()
                            .filter(person -> person.isIn(one.event()))
                            .allMatch(person -> find(one.event(), person).isPresent());
            if (known) {
                name(one.record(), one.event(), "accepted");
            }
            return known;
        }

        private Optional<String> find(Event event, MeetingPerson person) {
            return person.connections().stream()
                    .flatMap(connection -> people.find(key(event, connection)).stream())
                    .findFirst();
        }

        private void giveUp(Waiting one) {
            name(one.record(), one.event(), "unassigned");
        }

        /** Everybody who is known; a record that would be too large for it stays as it is. */
        private void name(Record<byte[], ?> record, Event event, String outcome) {
            Map<String, String> known = new HashMap<>();
            for (MeetingPerson person : rememberable(event)) {
                find(event, person).ifPresent(id -> known.put(person.anonymous(), id));
            }
            Event named = MeetingPerson.named(event, known);
            byte[] encoded = EventCodec.encode(named);
            if (encoded.length <= NormaliseStage.MOST_BYTES) {
                forward(record, named, encoded, outcome);
            } else {
                forward(record, event, EventCodec.encode(event), "unassigned");
            }
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
    private static List<MeetingPerson> rememberable(Event event) {
        return MeetingPerson.in(event).stream()
                .filter(
                        person ->
                                event.context().meeting().length() <= LONGEST_ID
                                        && person.anonymous().length() <= 2 * LONGEST_ID
                                        && person.identity().orElse("").length() <= LONGEST_ID
                                        && person.connections().stream()
                                                .allMatch(id -> id.length() <= LONGEST_ID))
                .toList();
    }

    private static String key(Event event, MeetingPerson person) {
        return key(event, person.connections().getFirst());
    }

    private static String key(Event event, String connection) {
        return event.provenance().tenant()
                + SEPARATOR
                + event.provenance().source()
                + SEPARATOR
                + event.context().meeting()
                + SEPARATOR
                + connection;
    }
}

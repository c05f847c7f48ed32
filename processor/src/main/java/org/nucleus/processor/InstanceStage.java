package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.processor.normalise.JitsiRoom;
import org.nucleus.processor.normalise.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fourth stage: tells to which instance of its room an event of Jitsi belongs, as far as that is
 * known. Rooms are made anew under their old names, and only events of rooms say when that was; an
 * event of an occupant is of the latest instance made at or before the occupant joined, unless that
 * had ended by then, and a breakout room is below the instance of the main room that was open when
 * it was made. An event that may belong to a creation yet to come waits a little; then it goes on
 * with what is known. Everything else passes.
 *
 * <p>All events of a room and its breakout rooms are in one partition, because the room is their
 * subject.
 */
final class InstanceStage {
    static final String NAME = "instance";
    static final Duration KEPT = Duration.ofDays(30);

    private static final String INSTANCES = "room-instances";
    private static final String WAITING = "room-waiting";
    private static final Duration LOOK_AT_WAITING = Duration.ofMillis(500);
    private static final Duration LOOK_AT_KEPT = Duration.ofHours(1);

    private final Duration wait;
    private final ProcessorMetrics metrics;

    /**
     * @param wait how long an event waits for a creation that may concern it
     */
    InstanceStage(Duration wait, ProcessorMetrics metrics) {
        this.wait = wait;
        this.metrics = metrics;
    }

    /** Under the same keys; in order, but that events which wait are passed by others. */
    KStream<byte[], Verdict> apply(KStream<byte[], Verdict> verdicts) {
        return verdicts.process(new StageSupplier(Work::new, stores()), Named.as(NAME));
    }

    private static Set<StoreBuilder<?>> stores() {
        return Set.of(
                Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore(INSTANCES),
                        Serdes.String(),
                        Serdes.ByteArray()),
                WaitingEvents.builder(WAITING));
    }

    private final class Work extends ContextualProcessor<byte[], Verdict, byte[], Verdict> {
        private TimestampedKeyValueStore<String, byte[]> instances;
        private WaitingEvents waiting;

        @Override
        public void init(ProcessorContext<byte[], Verdict> context) {
            super.init(context);
            instances = context.getStateStore(INSTANCES);
            waiting = new WaitingEvents(context.getStateStore(WAITING), context, wait);
            context.schedule(
                    LOOK_AT_WAITING,
                    PunctuationType.WALL_CLOCK_TIME,
                    now -> waiting.giveUp(now, this::pass));
            context.schedule(LOOK_AT_KEPT, PunctuationType.WALL_CLOCK_TIME, this::forget);
        }

        @Override
        public void process(Record<byte[], Verdict> record) {
            Optional<JitsiRoom> room =
                    record.value() instanceof Verdict.Accepted accepted
                            ? JitsiRoom.of(accepted.event())
                            : Optional.empty();
            if (room.isEmpty()) {
                context().forward(record);
            } else if (room.get().created().isPresent()) {
                ofRoom(record, room.get(), room.get().created().get());
            } else {
                passOrWait(record, room.get());
            }
        }

        /** Occupants come after the creation of their room, and before its end. */
        private void ofRoom(Record<byte[], ?> record, JitsiRoom room, Instant created) {
            String key = key(room.event(), room.name());
            Instances known = known(key);
            known.add(created, room.destroyed());
            instances.put(key, ValueAndTimestamp.make(known.encode(), record.timestamp()));
            if (room.destroyed().isEmpty()) {
                passOrWait(record, room);
            }
            release(key(room.event(), room.main()));
            if (room.destroyed().isPresent()) {
                passOrWait(record, room);
            }
        }

        private void passOrWait(Record<byte[], ?> record, JitsiRoom room) {
            Assignment assignment = assignment(room);
            if (assignment.sure()
                    || !waiting.add(key(room.event(), room.main()), record, room.event())) {
                pass(record, room, assignment);
            }
        }

        private Assignment assignment(JitsiRoom room) {
            return Assignment.of(room, name -> known(key(room.event(), name)), wait);
        }

        private Instances known(String key) {
            ValueAndTimestamp<byte[]> found = instances.get(key);
            return found == null ? new Instances() : Instances.decode(found.value());
        }

        /** Those of a room that need not wait any longer, now that more is known of it. */
        private void release(String key) {
            waiting.release(
                    key,
                    one -> {
                        JitsiRoom room = JitsiRoom.of(one.event()).orElseThrow();
                        Assignment assignment = assignment(room);
                        if (assignment.sure()) {
                            pass(one.record(), room, assignment);
                        }
                        return assignment.sure();
                    });
        }

        private void pass(Waiting one) {
            JitsiRoom room = JitsiRoom.of(one.event()).orElseThrow();
            pass(one.record(), room, assignment(room));
        }

        private void forget(long now) {
            try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> all = instances.all()) {
                List<String> old = new ArrayList<>();
                all.forEachRemaining(
                        room -> {
                            if (now - room.value.timestamp() > KEPT.toMillis()) {
                                old.add(room.key);
                            }
                        });
                old.forEach(instances::delete);
            }
        }

        /** With its assignment where there is one and the event has room for it. */
        private void pass(Record<byte[], ?> record, JitsiRoom room, Assignment assignment) {
            Event assigned = assignment.to(room);
            byte[] encoded = EventCodec.encode(assigned);
            if (assignment.own().isPresent() && RecordSize.fits(record, encoded)) {
                forward(record, assigned, encoded, "accepted");
            } else {
                Event event = room.event();
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

    private static String key(Event event, String room) {
        return event.provenance().tenant() + "|" + event.provenance().source() + "|" + room;
    }
}

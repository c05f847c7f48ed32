package org.nucleus.processor;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
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
 * Fourth stage: tells to which instance of its room an event of Jitsi belongs. Rooms are made anew
 * under their old names, and only events of rooms say when that was; an event of an occupant is of
 * the latest instance made at or before the occupant joined, unless that had ended by then. Where
 * there is none yet the event waits a little, since the creation may arrive later; then it goes on
 * as one of the room alone. Everything else passes.
 *
 * <p>All events of a room are in one partition, because the room is their subject.
 */
final class InstanceStage {
    static final String NAME = "instance";
    static final Duration KEPT = Duration.ofDays(30);

    private static final String INSTANCES = "room-instances";
    private static final String WAITING = "room-waiting";
    private static final Duration LOOK_AT_WAITING = Duration.ofMillis(500);
    private static final Duration LOOK_AT_KEPT = Duration.ofHours(1);
    private static final String SEPARATOR = "\0";

    private final Duration wait;
    private final ProcessorMetrics metrics;

    /**
     * @param wait how long an event waits for the creation of its room
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
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(WAITING),
                        Serdes.String(),
                        Serdes.ByteArray()));
    }

    private final class Work extends ContextualProcessor<byte[], Verdict, byte[], Verdict> {
        private TimestampedKeyValueStore<String, byte[]> instances;
        private KeyValueStore<String, byte[]> waiting;
        private long started;

        @Override
        public void init(ProcessorContext<byte[], Verdict> context) {
            super.init(context);
            instances = context.getStateStore(INSTANCES);
            waiting = context.getStateStore(WAITING);
            started = context.currentSystemTimeMs();
            context.schedule(LOOK_AT_WAITING, PunctuationType.WALL_CLOCK_TIME, this::giveUp);
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
                ofOccupant(record, room.get());
            }
        }

        /** Occupants come after the creation of their room, and before its end. */
        private void ofRoom(Record<byte[], ?> record, JitsiRoom room, Instant created) {
            String key = key(room.event(), room.name());
            Instances known = known(key);
            known.add(created, room.destroyed());
            instances.put(key, ValueAndTimestamp.make(known.encode(), record.timestamp()));
            if (room.destroyed().isEmpty()) {
                assign(record, room, created);
            }
            release(key);
            if (room.destroyed().isPresent()) {
                assign(record, room, created);
            }
        }

        private void ofOccupant(Record<byte[], Verdict> record, JitsiRoom room) {
            Optional<Instant> created = instanceOf(room);
            if (created.isPresent()) {
                assign(record, room, created.get());
                return;
            }
            String key = key(room.event(), room.name()) + SEPARATOR + position();
            byte[] bytes =
                    new Waiting(context().currentSystemTimeMs(), record, room.event()).encode();
            if (bytes.length + 3 * key.length() <= NormaliseStage.MOST_BYTES) {
                waiting.put(key, bytes);
            } else {
                unassigned(record, room.event());
            }
        }

        private Optional<Instant> instanceOf(JitsiRoom room) {
            return known(key(room.event(), room.name())).at(room.at(), room.joined());
        }

        private Instances known(String key) {
            ValueAndTimestamp<byte[]> found = instances.get(key);
            return found == null ? new Instances() : Instances.decode(found.value());
        }

        /** Of the record, so that what waits keeps its order. */
        private String position() {
            return "%019d"
                    .formatted(context().recordMetadata().map(RecordMetadata::offset).orElse(0L));
        }

        /** Those of a room that need not wait any longer, now that more is known of it. */
        private void release(String key) {
            for (KeyValue<String, byte[]> entry : listed(below(key))) {
                Waiting one = Waiting.decode(entry.value);
                JitsiRoom room = JitsiRoom.of(one.event()).orElseThrow();
                instanceOf(room)
                        .ifPresent(
                                created -> {
                                    waiting.delete(entry.key);
                                    assign(one.record(), room, created);
                                });
            }
        }

        private KeyValueIterator<String, byte[]> below(String key) {
            return waiting.prefixScan(key + SEPARATOR, new StringSerializer());
        }

        /** What waited before this process began waits anew: its room may be yet to be read. */
        private void giveUp(long now) {
            for (KeyValue<String, byte[]> entry : listed(waiting.all())) {
                if (now - Math.max(Waiting.since(entry.value), started) >= wait.toMillis()) {
                    waiting.delete(entry.key);
                    Waiting one = Waiting.decode(entry.value);
                    unassigned(one.record(), one.event());
                }
            }
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

        private void assign(Record<byte[], ?> record, JitsiRoom room, Instant created) {
            String own = JitsiRoom.instance(room.name(), created);
            Optional<String> meeting =
                    room.isBreakout()
                            ? known(key(room.event(), room.main()))
                                    .at(created, true)
                                    .map(start -> JitsiRoom.instance(room.main(), start))
                            : Optional.of(own);
            Event assigned = room.in(own, meeting);
            byte[] encoded = EventCodec.encode(assigned);
            if (encoded.length <= NormaliseStage.MOST_BYTES) {
                forward(record, assigned, encoded, "accepted");
            } else {
                unassigned(record, room.event());
            }
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

    private static String key(Event event, String room) {
        return event.provenance().tenant() + "|" + event.provenance().source() + "|" + room;
    }

    private static List<KeyValue<String, byte[]>> listed(KeyValueIterator<String, byte[]> entries) {
        List<KeyValue<String, byte[]>> list = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(list::add);
        }
        return list;
    }
}

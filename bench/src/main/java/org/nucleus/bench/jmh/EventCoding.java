package org.nucleus.bench.jmh;

import org.nucleus.bench.sample.TypicalEvent;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** The event's way onto the log and back, Avro single-object encoding. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventCoding {
    private final byte[] encoded = EventCodec.encode(TypicalEvent.EVENT);

    /** What the processor does with what it normalised. */
    @Benchmark
    public byte[] encode() {
        return EventCodec.encode(TypicalEvent.EVENT);
    }

    /** What every exporter does with what it reads. */
    @Benchmark
    public Event decode() {
        return EventCodec.decode(encoded);
    }
}

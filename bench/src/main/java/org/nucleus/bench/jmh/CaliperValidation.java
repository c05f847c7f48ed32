package org.nucleus.bench.jmh;

import org.nucleus.bench.sample.TypicalEnvelope;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What the collector does with a Caliper body between its last byte and the log. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CaliperValidation {
    private final byte[] envelope = TypicalEnvelope.JSON.getBytes(StandardCharsets.UTF_8);

    /** An envelope with one event. */
    @Benchmark
    public EnvelopeOutcome envelope() {
        return EnvelopeReader.read(envelope, "bench");
    }
}

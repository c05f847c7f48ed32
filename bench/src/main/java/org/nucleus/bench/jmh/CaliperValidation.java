package org.nucleus.bench.jmh;

import org.nucleus.bench.sample.TypicalBody;
import org.nucleus.bench.sample.TypicalStatement;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.nucleus.model.Format;
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
    private final byte[] envelope =
            TypicalBody.of(
                            Format.CALIPER,
                            TypicalStatement.ID_PREFIX,
                            1,
                            "2026-11-21T08:30:00.000Z",
                            0)
                    .text()
                    .getBytes(StandardCharsets.UTF_8);

    /** An envelope with one event. */
    @Benchmark
    public EnvelopeOutcome envelope() {
        return EnvelopeReader.read(envelope, "bench");
    }
}

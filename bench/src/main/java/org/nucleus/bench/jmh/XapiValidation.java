package org.nucleus.bench.jmh;

import org.nucleus.bench.sample.TypicalStatement;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.xapi.ReadOutcome;
import org.nucleus.collector.xapi.StatementReader;
import org.nucleus.collector.xapi.XapiVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What the collector does with an xAPI body between its last byte and the log, per statement. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class XapiValidation {
    private static final int BATCH = 50;
    private static final int FORMS = 16;
    private static final String TIMESTAMP = "2026-11-21T08:30:00.000Z";

    private final StatementReader reader = new StatementReader(UUID::randomUUID);
    private final byte[] statement =
            TypicalStatement.one(TypicalStatement.ID_PREFIX, 0, TIMESTAMP, 0)
                    .getBytes(StandardCharsets.UTF_8);
    private final byte[] batch =
            TypicalStatement.array(TypicalStatement.ID_PREFIX, BATCH, TIMESTAMP, 0)
                    .getBytes(StandardCharsets.UTF_8);

    private final byte[][] manyForms =
            IntStream.range(0, FORMS)
                    .mapToObj(
                            form ->
                                    TypicalStatement.one(
                                                    TypicalStatement.ID_PREFIX, 0, TIMESTAMP, form)
                                            .replace("/verbs/answered", "/verbs/verb-" + form))
                    .map(statement -> statement.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
    private int next;

    /** One statement alone. */
    @Benchmark
    public ReadOutcome statement() {
        return reader.read(Slice.of(statement), XapiVersion.fromHeader("1.0.3").get(), "bench");
    }

    /** One statement alone, of another form than the latest of its source: read by the rules. */
    @Benchmark
    public ReadOutcome statementOfAnotherForm() {
        next = (next + 1) % FORMS;
        return reader.read(
                Slice.of(manyForms[next]), XapiVersion.fromHeader("1.0.3").get(), "bench");
    }

    /** A statement of a batch of 50. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public ReadOutcome statementOfBatch() {
        return reader.read(Slice.of(batch), XapiVersion.fromHeader("1.0.3").get(), "bench");
    }
}

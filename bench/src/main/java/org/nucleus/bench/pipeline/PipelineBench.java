package org.nucleus.bench.pipeline;

import org.nucleus.bench.fork.Fork;
import org.nucleus.bench.load.LoadMain;
import org.nucleus.bench.load.LoadPlan;
import org.nucleus.bench.load.LoadResult;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Offers statements to a whole node at an even rate and follows them into the table. Three
 * processes: the node, the load generator, and this one, which queries the table twice a second.
 */
public final class PipelineBench {
    private static final List<String> GENERATOR_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final PipelinePlan plan;
    private final NodeFork node;
    private final Fork generator;
    private final Clock clock;

    private PipelineBench(PipelinePlan plan, NodeFork node, Fork generator, Clock clock) {
        this.plan = plan;
        this.node = node;
        this.generator = generator;
        this.clock = clock;
    }

    /**
     * Takes a little more than warm-up + rates × measure, and the time that the table lags.
     *
     * @param progress one line at a time, for a person who waits
     * @throws IllegalStateException where an answer was not 2xx or a statement is not in the table
     *     exactly once after three minutes
     */
    public static PipelineReport run(PipelinePlan plan, Consumer<String> progress, Clock clock) {
        progress.accept("Starting a node and the load generator");
        try (Fork generator =
                        Fork.start("load generator", GENERATOR_JVM, LoadMain.class, List.of());
                NodeFork node = NodeFork.start(plan)) {
            PipelineBench bench = new PipelineBench(plan, node, generator, clock);
            int highest = plan.rates().stream().mapToInt(Integer::intValue).max().orElseThrow();
            progress.accept("Warming up at " + highest + " statements/s");
            Passage ignored = bench.pass(highest, plan.warmUp());
            List<Passage> passages = new ArrayList<>();
            for (int rate : plan.rates()) {
                progress.accept("Offering " + rate + " statements/s");
                passages.add(bench.pass(rate, plan.measure()));
            }
            return new PipelineReport(plan, passages);
        }
    }

    private Passage pass(int rate, Duration time) {
        String idPrefix = LoadPlan.newIdPrefix();
        Sampling sampling = Sampling.of(rate, plan.batch());
        TableWatch watch = new TableWatch(node, clock, idPrefix, sampling);
        Duration cpuBefore = node.cpu();
        String line = load(rate, time, idPrefix, sampling).line();
        CompletableFuture<LoadResult> load =
                CompletableFuture.supplyAsync(() -> LoadResult.parse(generator.ask(line)));
        while (!load.isDone()) {
            watch.look();
            LockSupport.parkNanos(LOOK_EVERY);
        }
        long loadEnded = clock.millis();
        LoadResult result = load.join();
        long sent = result.answered() * plan.batch();
        drain(watch, sent);
        return new Passage(
                rate,
                plan.batch(),
                result,
                watch.seen(),
                watch.visibleMillis(),
                loadEnded,
                node.cpu().minus(cpuBefore));
    }

    private void drain(TableWatch watch, long sent) {
        long giveUp = System.nanoTime() + PipelinePlan.DRAIN_WITHIN.toNanos();
        long rows = watch.look();
        while (rows < sent && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(LOOK_EVERY);
            rows = watch.look();
        }
        if (rows != sent) {
            throw new IllegalStateException(
                    "%d statements were answered 2xx, but %d rows are in the table"
                            .formatted(sent, rows));
        }
    }

    private LoadPlan load(int rate, Duration time, String idPrefix, Sampling sampling) {
        return new LoadPlan(
                node.port(),
                node.sender(),
                idPrefix,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                PipelinePlan.CONNECTIONS,
                plan.batch(),
                rate,
                sampling.every(),
                Duration.ZERO,
                time);
    }
}

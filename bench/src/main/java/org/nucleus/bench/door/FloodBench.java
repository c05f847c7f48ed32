package org.nucleus.bench.door;

import org.nucleus.bench.fork.Fork;
import org.nucleus.bench.load.LoadPlan;
import org.nucleus.bench.load.LoadResult;
import org.nucleus.bench.load.Sender;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Measures what many sources feel of one that floods: they send at an even rate, alone and beside
 * it, in turns. Broker, collector and the two load generators are processes of their own.
 */
public final class FloodBench {
    /** How long the flood lasts before and after the others are measured. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final FloodPlan plan;
    private final Crowd crowd;
    private final String timestamp;

    /** Who sends, and where to. */
    private record Crowd(int port, Fork quiet, Sender others, Fork loud, Sender flood) {}

    private FloodBench(FloodPlan plan, Crowd crowd, Clock clock) {
        this.plan = plan;
        this.crowd = crowd;
        this.timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Takes about 2 × (warm-up + rounds × measure).
     *
     * @param progress one line at a time, for a person who waits
     * @throws IllegalStateException where one of the others was not answered 2xx
     */
    public static FloodReport run(FloodPlan plan, Consumer<String> progress, Clock clock) {
        progress.accept("Starting broker, load generators and collector");
        DoorSettings settings = DoorSettings.parse(plan.settings().toArray(String[]::new));
        try (BenchLog log = BenchLog.start(settings.kafka())) {
            Sender others = log.registerEach("bench-quiet-" + Sender.EACH, plan.others());
            Sender flood = log.registerEach("bench-flood", 1);
            try (Fork quiet = Machinery.generator();
                    Fork loud = Machinery.generator();
                    Side collector =
                            Side.collector(
                                    plan.jvm(),
                                    log.folder(),
                                    Machinery.settings(log, plan.settings()))) {
                Crowd crowd = new Crowd(collector.port(), quiet, others, loud, flood);
                return new FloodBench(plan, crowd, clock).run(progress);
            }
        }
    }

    private FloodReport run(Consumer<String> progress) {
        if (!plan.warmUp().isZero()) {
            progress.accept("Warming up");
            round(plan.warmUp());
        }
        List<FloodReport.Round> rounds = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            progress.accept("Round " + round + " of " + plan.rounds());
            rounds.add(round(plan.measure()));
        }
        return new FloodReport(rounds);
    }

    private FloodReport.Round round(Duration time) {
        LoadResult alone = others(time, DoorPlan.SETTLE);
        LoadPlan flooding = load(crowd.flood(), plan.connections(), 0, MARGIN, time.plus(MARGIN));
        CompletableFuture<LoadResult> flood =
                CompletableFuture.supplyAsync(
                        () -> LoadResult.parse(crowd.loud().ask(flooding.line())));
        LoadResult beside = others(time, MARGIN);
        return new FloodReport.Round(alone, beside, flood.join());
    }

    private LoadResult others(Duration time, Duration settle) {
        LoadPlan load =
                load(crowd.others(), plan.others(), plan.statementsPerSecond(), settle, time);
        LoadResult result = LoadResult.parse(crowd.quiet().ask(load.line()));
        if (result.refused() + result.unanswered() > 0 || result.requests() == 0) {
            throw new IllegalStateException(
                    "of the others %d were answered 2xx, %d not (%d with 429), %d never"
                            .formatted(
                                    result.answered(),
                                    result.refused(),
                                    result.limited(),
                                    result.unanswered()));
        }
        return result;
    }

    private LoadPlan load(
            Sender sender, int connections, int rate, Duration settle, Duration measure) {
        return new LoadPlan(
                crowd.port(),
                sender,
                LoadPlan.newIdPrefix(),
                timestamp,
                connections,
                1,
                rate,
                0,
                settle,
                measure);
    }
}

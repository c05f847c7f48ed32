package org.nucleus.bench.door;

import org.nucleus.bench.load.LoadPlan;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the collector beside its floor: same machine, same broker, same load, in turns: every
 * round measures every side once under every kind of load.
 */
public final class DoorBench {
    private final DoorPlan plan;
    private final Machinery machinery;
    private final Consumer<String> progress;
    private final String timestamp;

    private DoorBench(DoorPlan plan, Machinery machinery, Consumer<String> progress, Clock clock) {
        this.plan = plan;
        this.machinery = machinery;
        this.progress = progress;
        this.timestamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Takes about traffic × sides × (warm-up + rounds × measure).
     *
     * @param progress one line at a time, for a person who waits
     * @throws IllegalStateException where an answer was not 2xx: such a run measures nothing
     */
    public static DoorReport run(DoorPlan plan, Consumer<String> progress, Clock clock) {
        progress.accept("Starting broker, load generator, floor and collector");
        try (Machinery machinery = Machinery.start(plan)) {
            return new DoorBench(plan, machinery, progress, clock).run();
        }
    }

    private DoorReport run() {
        if (!plan.warmUp().isZero()) {
            warmUp();
        }
        List<List<Measurement>> rounds = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            progress.accept("Round " + round + " of " + plan.rounds());
            rounds.add(round());
        }
        return new DoorReport(plan.traffic(), rounds);
    }

    private void warmUp() {
        for (Traffic traffic : plan.traffic()) {
            for (Side side : machinery.sides(traffic)) {
                progress.accept("Warming up: " + side.name() + ", " + traffic.name());
                measure(side, traffic, plan.warmUp());
            }
        }
    }

    private List<Measurement> round() {
        List<Measurement> measurements = new ArrayList<>();
        for (Traffic traffic : plan.traffic()) {
            for (Side side : machinery.sides(traffic)) {
                measurements.add(measure(side, traffic, plan.measure()));
            }
        }
        return measurements;
    }

    private Measurement measure(Side side, Traffic traffic, Duration time) {
        return machinery.measure(
                side,
                traffic,
                new LoadPlan(
                        side.port(),
                        machinery.sender(traffic),
                        LoadPlan.newIdPrefix(),
                        timestamp,
                        traffic.connections(),
                        traffic.batch(),
                        0,
                        0,
                        DoorPlan.SETTLE,
                        time));
    }
}

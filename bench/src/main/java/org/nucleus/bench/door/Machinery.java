package org.nucleus.bench.door;

import org.nucleus.bench.door.Measurement.Cpu;
import org.nucleus.bench.fork.Fork;
import org.nucleus.bench.load.LoadMain;
import org.nucleus.bench.load.LoadPlan;
import org.nucleus.bench.load.LoadResult;
import org.nucleus.bench.load.Sender;
import org.nucleus.model.Format;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The processes of a run. The broker is in this one; load generator, floor and collector have one
 * each, kept for the whole run so that all stay warm; whoever is not measured idles.
 */
final class Machinery implements AutoCloseable {
    private static final List<String> GENERATOR_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Side> sides = new ArrayList<>();
    private BenchLog log;
    private Fork generator;

    private Machinery() {}

    /** Starts all of it. */
    static Machinery start(DoorPlan plan) {
        Machinery machinery = new Machinery();
        try {
            machinery.assemble(plan);
            return machinery;
        } catch (RuntimeException e) {
            machinery.close();
            throw e;
        }
    }

    private void assemble(DoorPlan plan) {
        log = BenchLog.start(DoorSettings.parse(plan.settings().toArray(String[]::new)).kafka());
        parts.push(log);
        generator = generator();
        parts.push(generator);
        List<String> settings = settings(log, plan.settings());
        add(Side.floor(plan.jvm(), settings));
        add(Side.logFloor(plan.jvm(), settings));
        add(Side.collector(plan.jvm(), log.folder(), settings));
    }

    /** A process that sends. */
    static Fork generator() {
        return Fork.start("load generator", GENERATOR_JVM, LoadMain.class, List.of());
    }

    /** What a side is told beside what was given. */
    static List<String> settings(BenchLog log, List<String> given) {
        List<String> settings = new ArrayList<>(given);
        settings.addAll(log.asSettings());
        settings.add("collector.http.host=127.0.0.1");
        settings.add("collector.http.port=0");
        return settings;
    }

    private void add(Side side) {
        parts.push(side);
        sides.add(side);
    }

    /**
     * Who is measured under that kind of load, the floors first and the collector last. The floor
     * that cuts batches is only where there are some.
     */
    List<Side> sides(Traffic traffic) {
        return sides.stream()
                .filter(
                        side ->
                                traffic.format() == Format.XAPI
                                        || !side.name().equals(Side.LOG_FLOOR))
                .toList();
    }

    /** Who sends under that kind of load. */
    Sender sender(Traffic traffic) {
        return log.sender(traffic.format());
    }

    /** One measurement; every answer has to be 2xx. */
    Measurement measure(Side side, Traffic traffic, LoadPlan load) {
        Cpu before = cpu(side);
        LoadResult result = LoadResult.parse(generator.ask(load.line()));
        Measurement measurement =
                new Measurement(side.name(), traffic, result, cpu(side).minus(before));
        if (result.refused() + result.unanswered() > 0 || result.requests() == 0) {
            throw new IllegalStateException(
                    "%s, %s: %d answered 2xx, %d not, %d never answered"
                            .formatted(
                                    side.name(),
                                    traffic.name(),
                                    result.answered(),
                                    result.refused(),
                                    result.unanswered()));
        }
        return measurement;
    }

    private Cpu cpu(Side side) {
        Duration broker = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        return new Cpu(side.process().cpu(), broker, generator.cpu());
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("a part of the bench does not close", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

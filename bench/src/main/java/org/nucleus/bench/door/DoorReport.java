package org.nucleus.bench.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run of the collector's bench found, for people and for programs. */
public final class DoorReport {
    private static final String ROW = "%-31s %-10s %10s %13s %8s %8s %8s %8s %8s%n";

    private final Map<Traffic, Map<String, List<Measurement>>> measurements = new LinkedHashMap<>();

    /** Of measurements in rounds, each with one of every side under every kind of load. */
    DoorReport(List<Traffic> traffic, List<List<Measurement>> rounds) {
        traffic.forEach(kind -> measurements.put(kind, new LinkedHashMap<>()));
        rounds.stream()
                .flatMap(List::stream)
                .forEach(
                        measured ->
                                measurements
                                        .get(measured.traffic())
                                        .computeIfAbsent(
                                                measured.side(), ignored -> new ArrayList<>())
                                        .add(measured));
    }

    /** A table of medians; under each kind of load the collector's ratio to its floor. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(row("", "", "", "", "p50", "p99", "CPU s per million statements", "", ""));
        text.append(
                row(
                        "load",
                        "side",
                        "requests/s",
                        "statements/s",
                        "ms",
                        "ms",
                        "side",
                        "broker",
                        "load"));
        measurements.forEach(
                (traffic, sides) -> {
                    sides.forEach(
                            (side, measured) ->
                                    text.append(line(traffic, Figures.of(side, measured))));
                    text.append(ratios(sides));
                });
        return text.toString();
    }

    private static String line(Traffic traffic, Figures figures) {
        return row(
                traffic.name(),
                figures.side(),
                whole(figures.requests()),
                whole(figures.statements()),
                decimal(figures.p50()),
                decimal(figures.p99()),
                decimal(figures.serverCpu()),
                decimal(figures.brokerCpu()),
                decimal(figures.generatorCpu()));
    }

    private static String ratios(Map<String, List<Measurement>> sides) {
        StringBuilder text = new StringBuilder();
        for (String floor : sides.keySet()) {
            if (!floor.equals(Side.COLLECTOR)) {
                Ratio statements = statementsRatio(sides, floor);
                Ratio p99 = p99Ratio(sides, floor);
                Ratio cpu = cpuRatio(sides, floor);
                text.append(
                        "  collector / %s: statements/s %s, p99 %s, CPU of all processes %s%n"
                                .formatted(floor, statements.text(), p99.text(), cpu.text()));
            }
        }
        return text.append(String.format("%n")).toString();
    }

    /** The same as JSON: the machine, and an object for each kind of load. */
    public String json(String machine) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("machine", machine);
        ArrayNode loads = root.putArray("loads");
        measurements.forEach(
                (traffic, sides) -> {
                    ObjectNode load = loads.addObject();
                    load.put("load", traffic.name());
                    ArrayNode array = load.putArray("sides");
                    sides.forEach(
                            (side, measured) -> {
                                ObjectNode node = array.addObject();
                                add(node, Figures.of(side, measured));
                                if (!side.equals(Side.COLLECTOR)) {
                                    node.put(
                                            "collectorStatementsRatio",
                                            statementsRatio(sides, side).median());
                                    node.put("collectorP99Ratio", p99Ratio(sides, side).median());
                                }
                            });
                });
        return root.toPrettyString();
    }

    private static void add(ObjectNode node, Figures figures) {
        node.put("side", figures.side());
        node.put("requestsPerSecond", figures.requests());
        node.put("statementsPerSecond", figures.statements());
        node.put("p50Millis", figures.p50());
        node.put("p99Millis", figures.p99());
        node.put("cpuSecondsPerMillionStatements", figures.serverCpu());
        node.put("brokerCpuSecondsPerMillionStatements", figures.brokerCpu());
        node.put("loadCpuSecondsPerMillionStatements", figures.generatorCpu());
    }

    private static Ratio statementsRatio(Map<String, List<Measurement>> sides, String floor) {
        return Ratio.of(
                sides.get(Side.COLLECTOR), sides.get(floor), Measurement::statementsPerSecond);
    }

    private static Ratio p99Ratio(Map<String, List<Measurement>> sides, String floor) {
        return Ratio.of(
                sides.get(Side.COLLECTOR),
                sides.get(floor),
                measured -> measured.load().p99().toNanos());
    }

    /** Per statement; on busy processors this is what decides the rate. */
    private static Ratio cpuRatio(Map<String, List<Measurement>> sides, String floor) {
        return Ratio.of(
                sides.get(Side.COLLECTOR),
                sides.get(floor),
                measured -> measured.perMillion(measured.cpu().all()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure);
    }

    private static String decimal(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}

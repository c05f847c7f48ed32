package org.nucleus.node.cli;

import org.nucleus.node.services.Counts;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * A node's {@code /metrics} as a command reads it.
 *
 * @param text Prometheus text format
 */
record MetricsText(String text) implements Counts.Meters {
    MetricsText {
        Objects.requireNonNull(text, "text is null");
    }

    @Override
    public long events(String stage, String outcome) {
        return sum(
                line ->
                        line.startsWith("nucleus_events_total{")
                                && line.contains("stage=\"" + stage + "\"")
                                && line.contains("outcome=\"" + outcome + "\""));
    }

    @Override
    public long sinkLag() {
        return sum(line -> line.startsWith("nucleus_sink_lag{"));
    }

    private long sum(Predicate<String> wanted) {
        return (long)
                text.lines()
                        .filter(wanted)
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .mapToDouble(Double::parseDouble)
                        .sum();
    }
}

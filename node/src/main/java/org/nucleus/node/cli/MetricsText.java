package org.nucleus.node.cli;

import org.nucleus.model.Topic;
import org.nucleus.node.services.Counts;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        return sum("nucleus_events_total", Map.of("stage", stage, "outcome", outcome));
    }

    @Override
    public long processed() {
        return sum("nucleus_processor_records_total", Map.of());
    }

    @Override
    public long sinkRows(Topic topic) {
        return sum("nucleus_sink_rows_total", Map.of("topic", topic.name()));
    }

    @Override
    public long sinkRejected(Topic topic) {
        return sum("nucleus_sink_rejected_total", Map.of("topic", topic.name()));
    }

    /** The sum of all series of {@code metric} that have these tags. */
    long sum(String metric, Map<String, String> tags) {
        return (long)
                text.lines()
                        .filter(
                                line ->
                                        line.startsWith(metric + "{")
                                                || line.startsWith(metric + " "))
                        .filter(line -> tags.entrySet().stream().allMatch(tag -> has(line, tag)))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .mapToDouble(Double::parseDouble)
                        .sum();
    }

    /** The different values that a tag has in the series of {@code metric}. */
    Set<String> tags(String metric, String tag) {
        Pattern written = Pattern.compile("[{,]" + tag + "=\"([^\"]*)\"");
        return text.lines()
                .filter(line -> line.startsWith(metric + "{"))
                .flatMap(line -> written.matcher(line).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean has(String line, Entry<String, String> tag) {
        String written = tag.getKey() + "=\"" + tag.getValue() + "\"";
        return line.contains("{" + written) || line.contains("," + written);
    }
}

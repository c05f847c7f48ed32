package org.nucleus.runtime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bounds how many sources the metrics tell apart, however many send: the busiest have their own
 * series, and the series of all others are summed under source and tenant {@value #OTHERS}. So the
 * sum over all series is the same as before. A source with series of its own keeps them until
 * another has done twice as much, lest series come and go. Safe on many threads.
 */
final class SourceDetail {
    static final String OTHERS = "other";

    /** Requests and events that nobody proved to have sent. */
    private static final String NOBODY = "none";

    private static final int TWICE = 2;
    private static final Pattern COUNTED =
            Pattern.compile(
                    "(nucleus_events_total|nucleus_collector_requests_total)\\{(.*)} (\\S+)");
    private static final Pattern SOURCE = Pattern.compile("(?<=^|,)source=\"([^\"]*)\"");
    private static final Pattern TENANT = Pattern.compile("(?<=^|,)tenant=\"[^\"]*\"");

    private final int most;
    private final Set<String> shown = new HashSet<>();

    /**
     * @param most sources with series of their own
     */
    SourceDetail(int most) {
        this.most = most;
    }

    /**
     * The text with no more sources than that.
     *
     * @param text in the text format of Prometheus
     * @param asked a source to show besides
     */
    String bound(String text, Optional<String> asked) {
        Set<String> kept = new HashSet<>(choose(totals(text)));
        asked.ifPresent(kept::add);
        kept.add(NOBODY);
        StringBuilder bounded = new StringBuilder(text.length());
        Map<String, Double> others = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            Matcher counted = COUNTED.matcher(line);
            if (counted.matches() && !kept.contains(source(counted.group(2)))) {
                others.merge(
                        counted.group(1) + "{" + ofOthers(counted.group(2)) + "}",
                        Double.parseDouble(counted.group(3)),
                        Double::sum);
                continue;
            }
            if (!counted.matches()) {
                flush(others, bounded);
            }
            bounded.append(line).append('\n');
        }
        flush(others, bounded);
        return bounded.toString();
    }

    private static void flush(Map<String, Double> others, StringBuilder bounded) {
        others.forEach(
                (series, sum) -> bounded.append(series).append(' ').append(sum).append('\n'));
        others.clear();
    }

    private static Map<String, Double> totals(String text) {
        Map<String, Double> totals = new HashMap<>();
        text.lines()
                .map(COUNTED::matcher)
                .filter(Matcher::matches)
                .forEach(
                        line ->
                                totals.merge(
                                        source(line.group(2)),
                                        Double.parseDouble(line.group(3)),
                                        Double::sum));
        totals.remove(NOBODY);
        return totals;
    }

    private static String source(String labels) {
        Matcher source = SOURCE.matcher(labels);
        return source.find() ? source.group(1) : NOBODY;
    }

    private static String ofOthers(String labels) {
        String unnamed = SOURCE.matcher(labels).replaceFirst("source=\"" + OTHERS + "\"");
        return TENANT.matcher(unnamed).replaceFirst("tenant=\"" + OTHERS + "\"");
    }

    private synchronized Set<String> choose(Map<String, Double> totals) {
        shown.retainAll(totals.keySet());
        List<String> busiestFirst =
                totals.keySet().stream()
                        .filter(source -> !shown.contains(source))
                        .sorted(Comparator.<String>comparingDouble(totals::get).reversed())
                        .toList();
        for (String source : busiestFirst) {
            if (shown.size() < most) {
                shown.add(source);
                continue;
            }
            Optional<String> least = shown.stream().min(Comparator.comparingDouble(totals::get));
            if (least.isEmpty() || totals.get(source) <= TWICE * totals.get(least.get())) {
                break;
            }
            shown.remove(least.get());
            shown.add(source);
        }
        return Set.copyOf(shown);
    }
}

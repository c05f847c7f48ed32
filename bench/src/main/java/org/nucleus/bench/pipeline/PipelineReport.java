package org.nucleus.bench.pipeline;

import java.util.List;
import java.util.Locale;

/** What a run of the pipeline's bench found, for people. */
public final class PipelineReport {
    private static final String ROW = "%10s %12s %12s %9s %9s %9s %9s %9s %9s %9s%n";

    private final PipelinePlan plan;
    private final List<Passage> passages;

    PipelineReport(PipelinePlan plan, List<Passage> passages) {
        this.plan = plan;
        this.passages = List.copyOf(passages);
    }

    /** A table, one row a rate. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                "Batches of %d statements over %d connections, %d s a rate; seconds.%n"
                        .formatted(
                                plan.batch(),
                                PipelinePlan.CONNECTIONS,
                                plan.measure().toSeconds()));
        text.append(row("statements/s", "", "", "answer", "", "lag", "", "", "", "CPU per"));
        text.append(
                row(
                        "offered",
                        "answered",
                        "to table",
                        "p50",
                        "p99",
                        "p50",
                        "p99",
                        "max",
                        "drain",
                        "million"));
        passages.forEach(passage -> text.append(line(passage)));
        return text.toString();
    }

    private static String line(Passage passage) {
        long[] lags = passage.lags();
        return row(
                whole(passage.offered()),
                whole(passage.answeredPerSecond()),
                whole(passage.tablePerSecond()),
                seconds(passage.load().p50().toNanos() / 1e6),
                seconds(passage.load().p99().toNanos() / 1e6),
                seconds(Passage.percentile(lags, 50)),
                seconds(Passage.percentile(lags, 99)),
                seconds(Passage.percentile(lags, 100)),
                seconds(passage.drain().toNanos() / 1e6),
                String.format(Locale.ROOT, "%.0f", passage.cpuPerMillion()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }

    private static String whole(double figure) {
        return String.format(Locale.ROOT, "%,.0f", figure);
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000);
    }
}

package org.nucleus.bench.door;

import org.nucleus.bench.load.LoadResult;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What many sources felt of one that floods. */
public final class FloodReport {
    private static final String ROW = "%-26s %10s %10s %10s %10s %10s%n";

    private final List<Round> rounds;

    /**
     * One round.
     *
     * @param alone the others without the flood
     * @param beside the others while it lasted
     * @param flood the source that floods
     */
    record Round(LoadResult alone, LoadResult beside, LoadResult flood) {
        double ratio() {
            return (double) beside.p99().toNanos() / alone.p99().toNanos();
        }
    }

    FloodReport(List<Round> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /** Medians over the rounds, and the ratio of the others' p99, beside the flood to alone. */
    public String table() {
        Ratio ratio = Ratio.of(rounds.stream().mapToDouble(Round::ratio).toArray());
        return String.format(
                        Locale.ROOT, ROW, "statements", "2xx/s", "p50 ms", "p99 ms", "429", "other")
                + row("others alone", Round::alone)
                + row("others beside the flood", Round::beside)
                + row("the flood", Round::flood)
                + "  beside / alone: p99 "
                + ratio.text()
                + System.lineSeparator();
    }

    private String row(String name, Function<Round, LoadResult> who) {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                figure("%,.0f", who.andThen(LoadResult::requestsPerSecond)::apply),
                figure("%.2f", round -> who.apply(round).p50().toNanos() / 1e6),
                figure("%.2f", round -> who.apply(round).p99().toNanos() / 1e6),
                figure("%,.0f", round -> who.apply(round).limited()),
                figure("%,.0f", round -> other(who.apply(round))));
    }

    private static double other(LoadResult result) {
        return result.refused() - result.limited() + result.unanswered();
    }

    private String figure(String format, ToDoubleFunction<Round> figure) {
        return String.format(
                Locale.ROOT, format, Median.of(rounds.stream().mapToDouble(figure).toArray()));
    }
}

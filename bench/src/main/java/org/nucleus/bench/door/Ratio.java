package org.nucleus.bench.door;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One side against its floor: of each round by itself, since what disturbs a machine comes and
 * goes.
 *
 * @param median over the rounds
 * @param least of any round
 * @param most of any round
 */
record Ratio(double median, double least, double most) {
    /**
     * Compares round by round.
     *
     * @param side one measurement a round
     * @param floor the floor's, in the same order
     */
    static Ratio of(
            List<Measurement> side, List<Measurement> floor, ToDoubleFunction<Measurement> figure) {
        double[] ratios =
                IntStream.range(0, side.size())
                        .mapToDouble(
                                round ->
                                        figure.applyAsDouble(side.get(round))
                                                / figure.applyAsDouble(floor.get(round)))
                        .toArray();
        return of(ratios);
    }

    /** Of the ratios of at least one round. */
    static Ratio of(double... ratios) {
        return new Ratio(
                Median.of(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    /** Median, and least and most in brackets. */
    String text() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
    }
}

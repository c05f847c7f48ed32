package org.nucleus.bench.door;

import java.util.Arrays;

/** The middle of some figures, so that one disturbed round does not count. */
final class Median {
    private Median() {}

    /** Of at least one figure. */
    static double of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

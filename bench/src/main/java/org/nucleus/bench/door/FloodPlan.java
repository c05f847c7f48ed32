package org.nucleus.bench.door;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What one run of the flood's bench does.
 *
 * @param others sources beside the one that floods, a connection each
 * @param statementsPerSecond of all others together, at even intervals
 * @param connections of the source that floods, each of which sends as fast as it is answered
 * @param rounds in each of which the others are measured once alone and once beside the flood
 * @param warmUp of both, before the first round
 * @param measure of one measurement
 * @param jvm options of the collector's process
 * @param settings {@code key=value} of the collector
 */
public record FloodPlan(
        int others,
        int statementsPerSecond,
        int connections,
        int rounds,
        Duration warmUp,
        Duration measure,
        List<String> jvm,
        List<String> settings) {
    private static final int MOST_OTHERS = 99;

    public FloodPlan {
        Objects.requireNonNull(warmUp, "warmUp is null");
        Objects.requireNonNull(measure, "measure is null");
        jvm = List.copyOf(jvm);
        settings = List.copyOf(settings);
        if (others < 1 || others > MOST_OTHERS) {
            throw new IllegalArgumentException("the others are from 1 to " + MOST_OTHERS);
        }
        if (statementsPerSecond < 1 || connections < 1 || rounds < 1) {
            throw new IllegalArgumentException("rate, connections and rounds are at least 1");
        }
    }
}

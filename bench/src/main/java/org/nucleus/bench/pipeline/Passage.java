package org.nucleus.bench.pipeline;

import org.nucleus.bench.load.LoadResult;
import org.nucleus.bench.pipeline.TableWatch.Seen;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One rate's way through the node.
 *
 * @param offered statements a second
 * @param batch statements in a request
 * @param load what the load generator saw
 * @param seen every look at the table that found more rows
 * @param visibleMillis when each followed statement was first seen, since the epoch
 * @param loadEndedMillis since the epoch
 * @param cpu of the node, drain included
 */
record Passage(
        int offered,
        int batch,
        LoadResult load,
        List<Seen> seen,
        Map<String, Long> visibleMillis,
        long loadEndedMillis,
        Duration cpu) {
    Passage {
        seen = List.copyOf(seen);
        visibleMillis = Map.copyOf(visibleMillis);
        if (load.refused() + load.unanswered() > 0) {
            throw new IllegalStateException(
                    "at %d statements/s %d requests were not answered 2xx and %d not at all"
                            .formatted(offered, load.refused(), load.unanswered()));
        }
    }

    /** Statements a second that the collector answered. */
    double answeredPerSecond() {
        return load.requestsPerSecond() * batch;
    }

    /**
     * Rows a second that became visible, from the first commit seen to the last one while the load
     * lasted, so that the wait for a commit does not count; of the whole passage where there were
     * fewer than two.
     */
    double tablePerSecond() {
        List<Seen> during =
                seen.stream()
                        .filter(look -> look.rows() > 0 && look.millis() <= loadEndedMillis)
                        .toList();
        List<Seen> counted = during.size() > 1 ? during : seen;
        long rows = counted.getLast().rows() - counted.getFirst().rows();
        return rows * 1000.0 / (counted.getLast().millis() - counted.getFirst().millis());
    }

    /** From the last answer until everything was in the table. */
    Duration drain() {
        return Duration.ofMillis(Math.max(0, seen.getLast().millis() - loadEndedMillis));
    }

    /** Followed statements, milliseconds from answer to table, ascending. */
    long[] lags() {
        return load.samples().stream()
                .mapToLong(
                        sample -> visibleMillis.get(sample.statementId()) - sample.answeredMillis())
                .sorted()
                .toArray();
    }

    /** The smallest lag that {@code percent} of the followed statements stay within. */
    static double percentile(long[] ascending, double percent) {
        int rank = (int) Math.ceil(percent / 100 * ascending.length);
        return ascending[Math.max(rank, 1) - 1];
    }

    /** CPU seconds of the node per million statements, from the door to the table. */
    double cpuPerMillion() {
        return cpu.toNanos() / 1e9 / (load.answered() * batch) * 1e6;
    }
}

package org.nucleus.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one run of the load generator saw.
 *
 * @param requests answered 2xx within the measured time
 * @param answered answered 2xx in all, settling and the last answers included
 * @param refused answered with another status, or broken off
 * @param limited those of the refused that were answered 429
 * @param unanswered still without an answer when the run gave up waiting
 * @param elapsed the measured time
 * @param p50 half of the measured requests were answered within it
 * @param p99 99 of 100 were
 * @param max all were
 * @param samples some of the answered requests
 */
public record LoadResult(
        long requests,
        long answered,
        long refused,
        long limited,
        long unanswered,
        Duration elapsed,
        Duration p50,
        Duration p99,
        Duration max,
        List<Sample> samples) {
    private static final int FIELDS = 9;

    /**
     * One request that was answered 2xx.
     *
     * @param statementId of its first statement
     * @param answeredMillis since the epoch, when its answer was there
     */
    public record Sample(String statementId, long answeredMillis) {}

    public LoadResult {
        samples = List.copyOf(samples);
    }

    /** One line of text for {@link #parse}. */
    public String line() {
        LongStream numbers =
                LongStream.of(
                        requests,
                        answered,
                        refused,
                        limited,
                        unanswered,
                        elapsed.toNanos(),
                        p50.toNanos(),
                        p99.toNanos(),
                        max.toNanos());
        return Stream.concat(
                        numbers.mapToObj(Long::toString),
                        samples.stream()
                                .map(
                                        sample ->
                                                sample.statementId()
                                                        + "@"
                                                        + sample.answeredMillis()))
                .collect(Collectors.joining(" "));
    }

    /** Reads {@link #line}. */
    public static LoadResult parse(String line) {
        List<String> words = List.of(line.split(" "));
        long[] field = words.stream().limit(FIELDS).mapToLong(Long::parseLong).toArray();
        return new LoadResult(
                field[0],
                field[1],
                field[2],
                field[3],
                field[4],
                Duration.ofNanos(field[5]),
                Duration.ofNanos(field[6]),
                Duration.ofNanos(field[7]),
                Duration.ofNanos(field[8]),
                words.stream().skip(FIELDS).map(LoadResult::sample).toList());
    }

    /** Requests a second within the measured time. */
    public double requestsPerSecond() {
        return requests * 1e9 / elapsed.toNanos();
    }

    private static Sample sample(String word) {
        int at = word.indexOf('@');
        return new Sample(word.substring(0, at), Long.parseLong(word.substring(at + 1)));
    }
}

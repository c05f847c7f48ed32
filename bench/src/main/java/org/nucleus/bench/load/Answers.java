package org.nucleus.bench.load;

import org.HdrHistogram.Histogram;
import org.nucleus.bench.load.LoadResult.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts and times the answers of one run of the load generator. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

    private final RequestTemplate template;
    private final int sampleEvery;
    private final Clock clock;
    private final long start;
    private final long from;
    private final long until;
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private final List<Sample> samples = new ArrayList<>();
    private long answered;
    private long refused;
    private long limited;

    /** Measures from now on, but for the time to settle. */
    Answers(LoadPlan plan, RequestTemplate template, Clock clock) {
        this.template = template;
        this.sampleEvery = plan.sampleEvery();
        this.clock = clock;
        this.start = System.nanoTime();
        this.from = start + plan.settle().toNanos();
        this.until = from + plan.measure().toNanos();
    }

    /** When sending begins, of the nano clock. */
    long start() {
        return start;
    }

    /** When sending ends. */
    long until() {
        return until;
    }

    void answer(int status, Connection connection, long now) {
        if (status < 200 || status > 299) {
            refused(status);
            return;
        }
        answered++;
        if (now >= from && now < until) {
            latencies.recordValue(Math.min(now - connection.dueNanos(), LONGEST));
        }
        if (sampleEvery > 0 && connection.firstStatement() % sampleEvery == 0) {
            samples.add(new Sample(template.firstId(connection.request()), clock.millis()));
        }
    }

    /** A request was in flight when its connection broke. */
    void broken() {
        refused(0);
    }

    private void refused(int status) {
        if (status == TOO_MANY_REQUESTS) {
            limited++;
        }
        if (refused++ == 0) {
            log.atWarn().addKeyValue("status", status).log("First request without a 2xx answer");
        }
    }

    LoadResult result(long unanswered) {
        return new LoadResult(
                latencies.getTotalCount(),
                answered,
                refused,
                limited,
                unanswered,
                Duration.ofNanos(until - from),
                Duration.ofNanos(latencies.getValueAtPercentile(50)),
                Duration.ofNanos(latencies.getValueAtPercentile(99)),
                Duration.ofNanos(latencies.getMaxValue()),
                samples);
    }
}

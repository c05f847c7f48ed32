package org.nucleus.runtime.sink;

import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.Backoff;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How a sink is, across the consumers of its life: health, metrics and the next try. */
final class SinkState {
    private static final Logger log = LoggerFactory.getLogger(SinkState.class);

    private final String sink;
    private final SinkMetrics metrics;
    private final Map<TopicPartition, String> waiting = new HashMap<>();
    private final Backoff backoff = new Backoff();
    private volatile Health health = new Health.Down("waiting for its partitions");

    SinkState(String sink, SinkMetrics metrics) {
        this.sink = sink;
        this.metrics = metrics;
    }

    Health check() {
        return health;
    }

    void works() {
        if (health instanceof Health.Down) {
            log.atInfo().addKeyValue("sink", sink).log("Sink works");
        }
        health =
                waiting.isEmpty()
                        ? Health.UP
                        : new Health.Degraded(
                                waiting.values().iterator().next()
                                        + " (partitions that wait: "
                                        + waiting.size()
                                        + ")");
        backoff.reset();
    }

    /** A partition is read no further; others are. */
    void waits(TopicPartition partition, String reason) {
        waiting.put(partition, reason);
        log.atError()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("reason", reason)
                .log("Partition waits for an upgrade");
        works();
    }

    /** All partitions are read again. */
    void waitsNoMore() {
        waiting.clear();
    }

    /** Counts a failure; how long to wait before trying again. */
    Duration failed(RuntimeException failure) {
        Duration pause = backoff.next();
        if (failure instanceof StaleOwnerException) {
            log.atInfo()
                    .addKeyValue("sink", sink)
                    .log("Another copy has stored this batch, starting from there");
            return pause;
        }
        metrics.failed();
        if (failure instanceof OtherLogException) {
            log.atError()
                    .addKeyValue("sink", sink)
                    .addKeyValue("reason", failure.getMessage())
                    .log("Nothing is stored");
            down(failure.getMessage());
            return pause;
        }
        log.atWarn()
                .addKeyValue("sink", sink)
                .addKeyValue("againInMs", pause.toMillis())
                .setCause(failure)
                .log("Batch given up");
        down(Failures.reason(failure));
        return pause;
    }

    void down(String reason) {
        health = new Health.Down(reason);
    }

    void lag(long records) {
        metrics.lag(records);
    }
}

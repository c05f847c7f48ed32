package org.nucleus.bench.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What one run of the pipeline's bench does.
 *
 * @param rates statements a second, one after another on the same node
 * @param batch statements in a request
 * @param warmUp at the highest rate, before the first
 * @param measure how long each rate is offered
 * @param jvm options of the node's process
 * @param settings {@code key=value}
 */
public record PipelinePlan(
        List<Integer> rates,
        int batch,
        Duration warmUp,
        Duration measure,
        List<String> jvm,
        List<String> settings) {
    /** How many agents' connections share the load. */
    static final int CONNECTIONS = 64;

    /** After which a rate is given up whose statements are not all in the table. */
    static final Duration DRAIN_WITHIN = Duration.ofMinutes(3);

    public PipelinePlan {
        rates = List.copyOf(rates);
        Objects.requireNonNull(warmUp, "warmUp is null");
        Objects.requireNonNull(measure, "measure is null");
        jvm = List.copyOf(jvm);
        settings = List.copyOf(settings);
        if (rates.isEmpty() || rates.stream().anyMatch(rate -> rate < 1) || batch < 1) {
            throw new IllegalArgumentException("rates and batch are at least 1");
        }
    }
}

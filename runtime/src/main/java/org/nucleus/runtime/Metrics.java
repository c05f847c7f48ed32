package org.nucleus.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;

/** Names and tags of what several modules measure, so that a dashboard can add them up. */
public final class Metrics {
    /** Counts events a stage has dealt with; tags stage, tenant, source, outcome. */
    public static final String EVENTS = "nucleus.events";

    /** Counts records of {@code events.received} that a processor has read; no tags. */
    public static final String PROCESSED_RECORDS = "nucleus.processor.records";

    /** Tag: the step of the flow, e.g. {@code collect}, {@code normalise}. */
    public static final String STAGE = "stage";

    /** Tag: tenant id. */
    public static final String TENANT = "tenant";

    /** Tag: source id. */
    public static final String SOURCE = "source";

    /** Tag: {@code accepted}, {@code rejected}, {@code duplicate} or another word of the stage. */
    public static final String OUTCOME = "outcome";

    /** Tag: topic name. */
    public static final String TOPIC = "topic";

    /** Tag: name of a sink. */
    public static final String SINK = "sink";

    /** Tag: a consumer group. */
    public static final String GROUP = "group";

    /** Tag: number of a partition. */
    public static final String PARTITION = "partition";

    private Metrics() {}

    /** The counter of {@link #EVENTS} with these tags; look it up once on a hot path. */
    public static Counter events(
            MeterRegistry registry, String stage, String tenant, String source, String outcome) {
        return Counter.builder(EVENTS)
                .description("Events a stage has dealt with")
                .tags(STAGE, stage, TENANT, tenant, SOURCE, source, OUTCOME, outcome)
                .register(registry);
    }

    /**
     * A latency histogram, 1 ms to 60 s.
     *
     * @param tags key, value, key, value …
     */
    public static Timer latency(
            MeterRegistry registry, String name, String description, String... tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(60))
                .register(registry);
    }
}

package org.nucleus.collector.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.nucleus.model.Source;
import org.nucleus.runtime.Metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything the collector counts; shared by all event loops. */
final class CollectorMeters {
    private static final String NOBODY = "none";

    private final MeterRegistry registry;
    private final Timer latency;
    private final Counter refusedBytes;
    private final SourceMeters unauthenticated;
    private final Map<String, SourceMeters> bySource = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

    CollectorMeters(MeterRegistry registry, InflightBytes inflight) {
        this.registry = registry;
        this.latency =
                Metrics.latency(
                        registry,
                        "nucleus.collector.request.duration",
                        "From a request's head to its answer");
        this.refusedBytes =
                Counter.builder("nucleus.collector.refused.bytes")
                        .description("Bytes of bodies that were refused")
                        .register(registry);
        this.unauthenticated = SourceMeters.of(registry, NOBODY, NOBODY, NOBODY);
        Gauge.builder("nucleus.collector.inflight.bytes", inflight, InflightBytes::taken)
                .description("Bytes of bodies between arrival and answer")
                .register(registry);
        Gauge.builder(
                        "nucleus.collector.inflight.unauthenticated.bytes",
                        inflight,
                        InflightBytes::takenByStrangers)
                .description("Of them, those whose sender is not known yet")
                .register(registry);
    }

    /** Of requests whose source is not known (yet). */
    SourceMeters unauthenticated() {
        return unauthenticated;
    }

    SourceMeters of(Source source) {
        SourceMeters found = bySource.get(source.id());
        return found != null ? found : bySource.computeIfAbsent(source.id(), id -> make(source));
    }

    private SourceMeters make(Source source) {
        return SourceMeters.of(registry, source.tenant(), source.id(), source.format().name());
    }

    Timer latency() {
        return latency;
    }

    /** Counts one refusal by its problem's kind, and the bytes it threw away. */
    void refused(String kind, long bytes) {
        refusals.computeIfAbsent(kind, this::refusals).increment();
        refusedBytes.increment(bytes);
    }

    private Counter refusals(String kind) {
        return Counter.builder("nucleus.collector.refusals")
                .description("Refused requests by the kind of problem they were answered with")
                .tag("kind", kind)
                .register(registry);
    }
}

package org.nucleus.collector.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.collector.log.FailedRecords;
import org.nucleus.runtime.Metrics;

/**
 * What is counted for one source, looked up once so that a request costs no look-up by tags.
 *
 * @param acceptedRequests answered 2xx
 * @param rejectedRequests answered 4xx
 * @param unavailableRequests answered 5xx
 * @param abandonedRequests whose client left before the answer
 * @param acceptedEvents appended to {@code events.received}
 * @param rejectedEvents appended to {@code events.failed}
 */
record SourceMeters(
        Counter acceptedRequests,
        Counter rejectedRequests,
        Counter unavailableRequests,
        Counter abandonedRequests,
        Counter acceptedEvents,
        Counter rejectedEvents) {
    static final String REQUESTS = "nucleus.collector.requests";

    static SourceMeters of(MeterRegistry registry, String tenant, String source, String format) {
        return new SourceMeters(
                requests(registry, tenant, source, format, "accepted"),
                requests(registry, tenant, source, format, "rejected"),
                requests(registry, tenant, source, format, "unavailable"),
                requests(registry, tenant, source, format, "abandoned"),
                Metrics.events(registry, FailedRecords.STAGE, tenant, source, "accepted"),
                Metrics.events(registry, FailedRecords.STAGE, tenant, source, "rejected"));
    }

    private static Counter requests(
            MeterRegistry registry, String tenant, String source, String format, String outcome) {
        return Counter.builder(REQUESTS)
                .description("Requests by the outcome of their answer")
                .tags(
                        Metrics.TENANT,
                        tenant,
                        Metrics.SOURCE,
                        source,
                        "format",
                        format,
                        Metrics.OUTCOME,
                        outcome)
                .register(registry);
    }

    /** The counter of an answer's status. */
    Counter answered(int status) {
        if (status < 400) {
            return acceptedRequests;
        }
        return status < 500 ? rejectedRequests : unavailableRequests;
    }
}

package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request that writes statements, free of transport (xAPI 1.0.3 Communication 2.1.1, 2.1.2).
 *
 * @param method in upper case, e.g. {@code POST}
 * @param contentType the header's value, or ""
 * @param version value of the header {@link XapiVersion#HEADER}, or ""
 * @param query decoded query parameters
 * @param body the bytes as sent
 * @param source id of the authenticated source
 */
public record StatementsRequest(
        String method,
        String contentType,
        String version,
        Map<String, List<String>> query,
        Slice body,
        String source) {
    public StatementsRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(version, "version is null");
        query = Map.copyOf(query);
        Objects.requireNonNull(body, "body is null");
        Objects.requireNonNull(source, "source is null");
    }

    /** Whether it is in the alternate syntax, a form that stands for another request. */
    boolean alternate() {
        return query.containsKey("method");
    }
}

package org.nucleus.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Objects;

/**
 * Why the management port refuses a request, told as RFC 9457 wants it.
 *
 * @param status HTTP status
 * @param kind stable word for machines; the type is {@code urn:nucleus:problem:<kind>}
 * @param title the same for all problems of the kind
 * @param detail what to do about it
 */
record ManagementProblem(int status, String kind, String title, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    static final ManagementProblem NOT_FOUND =
            new ManagementProblem(
                    404,
                    "not-found",
                    "There is nothing here",
                    "All addresses: /health/live, /health/ready, /metrics.");
    static final ManagementProblem METHOD =
            new ManagementProblem(
                    405, "method", "This method is not for this address", "Allowed: GET, HEAD.");
    static final ManagementProblem INTERNAL =
            new ManagementProblem(
                    500,
                    "internal",
                    "The process cannot tell",
                    "This is a defect; it has been logged.");

    ManagementProblem {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(detail, "detail is null");
    }

    String toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:nucleus:problem:" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toString();
    }
}

package org.nucleus.admin.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Violation;

import java.util.List;
import java.util.Objects;

/**
 * Why a request is refused, told as RFC 9457 wants it; holds nothing of what was sent but JSON
 * pointers.
 *
 * @param status HTTP status
 * @param kind stable word for machines; the type is {@code urn:nucleus:problem:<kind>}
 * @param title the same for all problems of the kind
 * @param detail what to do about it
 * @param violations every broken rule, where a document broke rules
 */
record Problem(int status, String kind, String title, String detail, List<Violation> violations) {
    static final String CONTENT_TYPE = "application/problem+json";

    Problem {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(detail, "detail is null");
        violations = List.copyOf(violations);
    }

    private Problem(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, List.of());
    }

    static Problem invalid(List<Violation> violations) {
        return new Problem(
                400,
                "invalid",
                "The request breaks rules",
                "Nothing was changed. Correct what the violations point at.",
                violations);
    }

    static Problem unauthenticated() {
        return new Problem(
                401,
                "unauthenticated",
                "No administrator has this token",
                "Send Bearer with the token of first-run.json.");
    }

    static Problem notFound() {
        return new Problem(
                404, "not-found", "There is nothing here", "All addresses: /openapi.json.");
    }

    static Problem unknownSource() {
        return new Problem(
                404, "unknown-source", "There is no source of this id", "See /api/v1/sources.");
    }

    static Problem unknownTenant() {
        return new Problem(
                404, "unknown-tenant", "There is no tenant of this id", "See /api/v1/tenants.");
    }

    static Problem stale() {
        return new Problem(
                412,
                "stale",
                "It was changed meanwhile",
                "Nothing was changed. Read it again: its ETag is another than the one in"
                        + " If-Match.");
    }

    static Problem unknownSecret() {
        return new Problem(
                404,
                "unknown-secret",
                "The source has no secret of this label or fingerprint",
                "Its `secrets` are in /api/v1/sources/{id}.");
    }

    static Problem method() {
        return new Problem(
                405,
                "method",
                "This method is not for this address",
                "All addresses and their methods: /openapi.json.");
    }

    static Problem conflict(String reason) {
        return new Problem(
                409, "conflict", "The request does not go with what there is", reason + ".");
    }

    static Problem tooLarge() {
        return new Problem(
                413, "too-large", "The request is too large", "A body has at most 64 KiB.");
    }

    static Problem mediaType() {
        return new Problem(
                415,
                "media-type",
                "This media type is not taken",
                "Accepted: application/json, and application/merge-patch+json to PATCH.");
    }

    static Problem malformed() {
        return new Problem(400, "malformed", "This is no HTTP request", "Check the client.");
    }

    static Problem logUnavailable() {
        return new Problem(
                503,
                "log-unavailable",
                "The log did not confirm in time",
                "The change may have been made all the same: look before you repeat it.");
    }

    static Problem nodeKey(String reason) {
        return new Problem(
                500, "node-key", "The node key cannot be used", "Nothing was changed: " + reason);
    }

    static Problem internal() {
        return new Problem(
                500, "internal", "The admin API failed", "This is a defect; it has been logged.");
    }

    ObjectNode toJson() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "urn:nucleus:problem:" + kind)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        if (!violations.isEmpty()) {
            ArrayNode list = json.putArray("violations");
            for (Violation violation : violations) {
                list.addObject()
                        .put("pointer", violation.pointer())
                        .put("rule", violation.rule())
                        .put("message", violation.message());
            }
        }
        return json;
    }
}

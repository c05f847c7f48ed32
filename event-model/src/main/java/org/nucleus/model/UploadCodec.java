package org.nucleus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Upload} ⇄ the JSON on {@code ops.uploads}. */
public final class UploadCodec {
    private static final Set<String> KNOWN =
            Set.of(
                    "source",
                    "id",
                    "revision",
                    "complete",
                    "received",
                    "updatedTime",
                    "mark",
                    "counts",
                    "failures",
                    "refusal",
                    "errors");

    private UploadCodec() {}

    /**
     * UTF-8 JSON with all of it; {@code failures} and {@code refusal} are absent where there are
     * none.
     */
    public static byte[] encode(Upload upload) {
        ObjectNode json =
                JsonRecord.object()
                        .put("source", upload.source())
                        .put("id", upload.id())
                        .put("revision", upload.revision())
                        .put("complete", upload.complete())
                        .put("received", upload.received())
                        .put("updatedTime", upload.updatedTime().toString());
        json.putObject("mark")
                .put("offset", upload.mark().offset())
                .put("line", upload.mark().line())
                .put("shape", upload.mark().shape().name())
                .put("digest", upload.mark().digest());
        json.putObject("counts")
                .put("lines", upload.counts().lines())
                .put("accepted", upload.counts().accepted())
                .put("rejected", upload.counts().rejected());
        upload.failures()
                .ifPresent(
                        span ->
                                json.putObject("failures")
                                        .put("partition", span.partition())
                                        .put("first", span.first())
                                        .put("last", span.last()));
        upload.refusal()
                .ifPresent(
                        refusal ->
                                json.putObject("refusal")
                                        .put("rule", refusal.rule())
                                        .put("message", refusal.message()));
        ArrayNode errors = json.putArray("errors");
        upload.errors().forEach(error -> put(error, errors.addObject()));
        upload.unknown().addTo(json);
        return JsonRecord.write(json);
    }

    /** UTF-8 JSON of a rejection: {@code {"line":…,"offset":…,"violations":[…]}}. */
    public static byte[] encode(Rejection rejection) {
        ObjectNode json = JsonRecord.object();
        put(rejection, json);
        return JsonRecord.write(json);
    }

    private static void put(Rejection rejection, ObjectNode json) {
        json.put("line", rejection.line()).put("offset", rejection.offset());
        JsonRecord.putViolations(json, rejection.violations());
    }

    /**
     * The upload in {@code bytes}; unknown members of the whole are kept, those of its parts pass.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Upload decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        JsonRecord mark = new JsonRecord(json.member("mark"));
        JsonRecord counts = new JsonRecord(json.member("counts"));
        return new Upload(
                json.text("source"),
                json.text("id"),
                json.number("revision"),
                json.member("complete").booleanValue(),
                json.number("received"),
                new Upload.Mark(
                        mark.number("offset"),
                        mark.number("line"),
                        mark.constant(Upload.Shape.class, "shape"),
                        mark.number("digest")),
                new Upload.Counts(
                        counts.number("lines"),
                        counts.number("accepted"),
                        counts.number("rejected")),
                errors(json.member("errors")),
                json.has("failures")
                        ? Optional.of(span(new JsonRecord(json.member("failures"))))
                        : Optional.empty(),
                json.has("refusal")
                        ? Optional.of(refusal(new JsonRecord(json.member("refusal"))))
                        : Optional.empty(),
                json.time("updatedTime"),
                UnknownMembers.of(json.node(), KNOWN));
    }

    private static Upload.Span span(JsonRecord json) {
        return new Upload.Span(
                Math.toIntExact(json.number("partition")),
                json.number("first"),
                json.number("last"));
    }

    private static Violation refusal(JsonRecord json) {
        return new Violation("", json.text("rule"), json.text("message"));
    }

    private static List<Rejection> errors(JsonNode list) {
        List<Rejection> errors = new ArrayList<>();
        for (JsonNode node : list) {
            JsonRecord error = new JsonRecord(node);
            errors.add(
                    new Rejection(
                            error.number("line"), error.number("offset"), error.violations()));
        }
        return errors;
    }
}

package org.nucleus.collector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.vertx.core.buffer.Buffer;

import org.nucleus.model.Format;
import org.nucleus.model.Violation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Why a request is refused, told as RFC 9457 wants it. Holds nothing of what was sent but JSON
 * pointers.
 *
 * @param status HTTP status
 * @param kind stable word for machines and meters; the type is {@code urn:nucleus:problem:<kind>}
 * @param title the same for all problems of the kind
 * @param detail what to do about it
 * @param violations every broken rule, where a document broke rules
 */
record Problem(int status, String kind, String title, String detail, List<Violation> violations) {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final JsonFactory JSON = new JsonFactory();

    Problem {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(detail, "detail is null");
        violations = List.copyOf(violations);
    }

    private Problem(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, List.of());
    }

    static Problem invalid(int status, List<Violation> violations) {
        return new Problem(
                status,
                "invalid",
                "The request breaks rules of its format",
                "Nothing was stored. Correct what the violations point at.",
                violations);
    }

    static Problem conflict(List<Violation> violations) {
        return new Problem(
                409,
                "conflict",
                "A statement id is known with other content",
                "Nothing was stored. Give new statements new ids.",
                violations);
    }

    static Problem notFound() {
        return new Problem(
                404,
                "not-found",
                "There is nothing here",
                "Statements go to /xapi/statements, envelopes to /caliper, pushes to"
                        + " /webhooks/{source}, large files to /bulk/{source}.");
    }

    static Problem method(String allowed) {
        return new Problem(
                405, "method", "This method is not for this address", "Allowed: " + allowed + ".");
    }

    static Problem unauthenticated() {
        return new Problem(
                401,
                "unauthenticated",
                "No source has this credential",
                "Send Basic with source id and secret, or Bearer with the secret.");
    }

    /** For senders that take 401 as done (bbb-webhooks). */
    static Problem forbidden() {
        return new Problem(
                403,
                "unauthenticated",
                "No source has this credential",
                "Sign or send as the source was registered.");
    }

    /** For senders that must keep their events until the source is resumed. */
    static Problem pausedForNow() {
        return new Problem(
                503,
                "source-paused",
                "This source is paused",
                "Nothing was stored. Send it again after the time in Retry-After.");
    }

    static Problem diskFull() {
        return new Problem(
                503,
                "disk-full",
                "The disk of this node is nearly full",
                "Nothing was stored. Send it again after the time in Retry-After.");
    }

    static Problem keysUnavailable() {
        return new Problem(
                503,
                "keys-unavailable",
                "The signature cannot be checked for now",
                "Nothing was stored. Send it again after the time in Retry-After.");
    }

    static Problem otherOrigin() {
        return new Problem(
                403,
                "origin",
                "Pages of this origin may not send here",
                "The source lists the origins whose pages may.");
    }

    static Problem paused() {
        return new Problem(
                403,
                "source-paused",
                "This source is paused",
                "Its operator has to resume it; until then nothing is taken.");
    }

    static Problem otherFormat(String format) {
        return new Problem(
                403,
                "source-format",
                "This source sends another format",
                "It is registered for " + format + ", which has another address.");
    }

    static Problem namespace(List<Violation> violations) {
        return new Problem(
                403,
                "namespace",
                "This source may not write about that",
                "Nothing was stored. Its operator grants namespaces.",
                violations);
    }

    static Problem otherSource() {
        return new Problem(
                403,
                "source-other",
                "This is another source's address",
                "A source sends to /bulk/ and its own id.");
    }

    static Problem noLines(String format) {
        return new Problem(
                403,
                "source-format",
                "This source's format has no files",
                format + " cannot be sent in bulk.");
    }

    static Problem uploadHeader(String name, String what) {
        return new Problem(
                400, "invalid", "A header cannot be read", name + " must be " + what + ".");
    }

    static Problem uploadOffset() {
        return new Problem(
                409,
                "upload-offset",
                "The upload goes on elsewhere",
                "Nothing was read. Send from the byte in Upload-Offset, or all again from 0.");
    }

    static Problem uploadContent() {
        return new Problem(
                409,
                "upload-content",
                "Other content has this upload id",
                "Nothing of this request was stored. Give new content a new Upload-Id.");
    }

    static Problem uploadKnown() {
        return new Problem(
                409,
                "upload-content",
                "Something of this upload is here already",
                "Give a new file a new Upload-Id.");
    }

    static Problem noStore() {
        return new Problem(
                501,
                "no-store",
                "This node has no bucket for uploads",
                "Send the file to /bulk/ and the source's id. An operator sets"
                        + " collector.uploads.bucket.");
    }

    static Problem storeUnavailable() {
        return new Problem(
                503,
                "store-unavailable",
                "No address can be made for now",
                "Nothing was stored. Ask again after the time in Retry-After.");
    }

    static Problem uploadCut() {
        return new Problem(
                503,
                "upload-cut",
                "The upload was interrupted",
                "What came before Upload-Offset is on the log. Go on from there.");
    }

    static Problem tooLarge(long most) {
        return new Problem(
                413,
                "too-large",
                "The request is too large",
                "At most " + most + " bytes, also once inflated. Send less at a time.");
    }

    static Problem tooManyEvents(int most) {
        return new Problem(
                413,
                "too-many-events",
                "The request holds too many events",
                "Nothing was stored. At most "
                        + most
                        + " events a request (collector.request.max.events). Send fewer at a time,"
                        + " or a file to /bulk/{source}.");
    }

    static Problem fileTooLarge(long most) {
        return new Problem(
                413,
                "too-large",
                "The file is too large",
                "At most " + most + " bytes as it is sent. Split it.");
    }

    static Problem recordTooLarge() {
        return new Problem(
                413,
                "too-large",
                "One event is too large for the log",
                "The log takes no record of this size. Send a smaller event.");
    }

    static Problem mediaType(String accepted) {
        return new Problem(
                415, "media-type", "This media type is not taken", "Accepted: " + accepted + ".");
    }

    static Problem encoding(String accepted) {
        return new Problem(
                415,
                "content-encoding",
                "This content encoding is not taken",
                "Accepted: " + accepted + ".");
    }

    static Problem brokenEncoding() {
        return new Problem(
                400,
                "invalid",
                "The body cannot be inflated",
                "It is not complete gzip, or something follows it.");
    }

    static Problem brokenContent() {
        return new Problem(
                400,
                "invalid",
                "The body cannot be decoded",
                "It is no whole gzip or zstd with a window of at most 8 MiB. What came before "
                        + "Upload-Offset is on the log.");
    }

    static Problem noDocument() {
        return new Problem(
                400,
                "invalid",
                "The file is no JSON document, no array and not one document a line",
                "It begins with something else than { or [, or its first document does not end."
                        + " Nothing was stored.");
    }

    static Problem malformedQuery() {
        return new Problem(
                400, "invalid", "The query cannot be decoded", "An escape in it is broken.");
    }

    static Problem tooSlow() {
        return new Problem(
                408,
                "too-slow",
                "The request did not arrive in time",
                "Nothing was stored. Send it again.");
    }

    /** For a source with too much under way. */
    static Problem sourceBusy(Format format) {
        return new Problem(
                overLimit(format),
                "source-busy",
                "Too much of this source is under way",
                "Nothing was stored. Send it again after the time in Retry-After, less at a time.");
    }

    /** For a source whose events come too fast. */
    static Problem rate(Format format) {
        return new Problem(
                overLimit(format),
                "rate",
                "This source sends more events than it may",
                "Nothing was stored. Send it again after the time in Retry-After.");
    }

    /** Jitsi drops what is answered 4xx, and tries again after 503. */
    private static int overLimit(Format format) {
        return format == Format.JITSI ? 503 : 429;
    }

    static Problem busy() {
        return new Problem(
                503,
                "busy",
                "Too much is under way",
                "Nothing was stored. Send it again after the time in Retry-After.");
    }

    static Problem overdue() {
        return new Problem(
                503,
                "overdue",
                "The work on the request did not end in time",
                "Send it again after the time in Retry-After; what was stored is recognised.");
    }

    static Problem logUnavailable() {
        return new Problem(
                503,
                "log-unavailable",
                "The log did not confirm in time",
                "Send it again after the time in Retry-After; what was stored is recognised.");
    }

    static Problem internal() {
        return new Problem(
                500, "internal", "The collector failed", "This is a defect; it has been logged.");
    }

    Buffer toJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "urn:nucleus:problem:" + kind);
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (!violations.isEmpty()) {
                write(json, violations);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    /** Writes the member {@code violations}. */
    static void write(JsonGenerator json, List<Violation> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeStringField("pointer", violation.pointer());
            json.writeStringField("rule", violation.rule());
            json.writeStringField("message", violation.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

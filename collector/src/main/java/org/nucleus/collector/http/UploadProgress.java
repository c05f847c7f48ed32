package org.nucleus.collector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.vertx.core.buffer.Buffer;

import org.nucleus.model.Rejection;
import org.nucleus.model.Upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How far an upload has come, as JSON for its sender. */
final class UploadProgress {
    private static final JsonFactory JSON = new JsonFactory();

    private UploadProgress() {}

    /** The address of an upload's progress. */
    static String location(Upload upload) {
        return BulkDoor.PATH + upload.source() + "/uploads/" + upload.id();
    }

    static Buffer json(Upload upload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("upload", upload.id());
            json.writeStringField("source", upload.source());
            json.writeStringField("state", state(upload));
            json.writeNumberField("offset", upload.mark().offset());
            json.writeNumberField("received", upload.received());
            json.writeNumberField("lines", upload.counts().lines());
            json.writeNumberField("accepted", upload.counts().accepted());
            json.writeNumberField("rejected", upload.counts().rejected());
            json.writeStringField("updatedTime", upload.updatedTime().toString());
            json.writeStringField("report", location(upload) + "/errors");
            json.writeArrayFieldStart("errors");
            for (Rejection error : upload.errors()) {
                write(json, error);
            }
            json.writeEndArray();
            if (upload.refusal().isPresent()) {
                json.writeObjectFieldStart("refusal");
                json.writeStringField("rule", upload.refusal().get().rule());
                json.writeStringField("message", upload.refusal().get().message());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static String state(Upload upload) {
        if (upload.refusal().isPresent()) {
            return "refused";
        }
        if (upload.complete()) {
            return "complete";
        }
        return upload.received() == 0 ? "waiting" : "open";
    }

    private static void write(JsonGenerator json, Rejection error) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", error.line());
        json.writeNumberField("offset", error.offset());
        Problem.write(json, error.violations());
        json.writeEndObject();
    }
}

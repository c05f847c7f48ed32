package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What this endpoint tells sensors of itself: the answer to {@code GET} on the envelope's URL.
 * Follows Caliper 1.2, endpoint configuration.
 *
 * @param versions the versions it understands
 * @param maximumBytes longest body it takes
 * @param extensions what else it tells, name to text
 */
public record CaliperConfiguration(
        List<CaliperVersion> versions, int maximumBytes, Map<String, String> extensions) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_PER_KILOBYTE = 1_024;

    public CaliperConfiguration {
        versions = List.copyOf(versions);
        if (maximumBytes < BYTES_PER_KILOBYTE) {
            throw new IllegalArgumentException("the longest body must be at least a kilobyte");
        }
        Objects.requireNonNull(extensions, "extensions is null");
        extensions = Map.copyOf(extensions);
    }

    /**
     * The answer's body, UTF-8 JSON: {@code caliperSupportedVersions} as context IRIs, {@code
     * caliperMaximumPayloadSize} in whole kilobytes, {@code caliperSupportedExtensions}.
     */
    public byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("caliperSupportedVersions");
            for (CaliperVersion version : versions) {
                json.writeString(version.iri());
            }
            json.writeEndArray();
            json.writeNumberField("caliperMaximumPayloadSize", maximumBytes / BYTES_PER_KILOBYTE);
            json.writeObjectFieldStart("caliperSupportedExtensions");
            for (Map.Entry<String, String> extension : new TreeMap<>(extensions).entrySet()) {
                json.writeStringField(extension.getKey(), extension.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory failed to write", e);
        }
        return bytes.toByteArray();
    }
}

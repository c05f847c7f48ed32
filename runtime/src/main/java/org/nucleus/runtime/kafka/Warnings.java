package org.nucleus.runtime.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What was wrong with an event that was kept all the same, as the header {@code warnings} of its
 * record: {@code [{"pointer":"/object/type","rule":"caliper.type","message":"…"}]}. Few records
 * have it, so it is no member of the header that all have.
 */
public final class Warnings {
    private static final String HEADER = "warnings";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Warnings() {}

    /** The same record, with the header where there is something to say. */
    public static ProducerRecord<byte[], byte[]> on(
            ProducerRecord<byte[], byte[]> record, List<Violation> warnings) {
        if (!warnings.isEmpty()) {
            ArrayNode all = JSON.createArrayNode();
            for (Violation warning : warnings) {
                all.addObject()
                        .put("pointer", warning.pointer())
                        .put("rule", warning.rule())
                        .put("message", warning.message());
            }
            record.headers().add(HEADER, all.toString().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /**
     * The warnings of a record, most often none.
     *
     * @throws IllegalArgumentException when the header cannot be read
     */
    static List<Violation> of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return List.of();
        }
        try {
            List<Violation> warnings = new ArrayList<>();
            for (JsonNode warning : JSON.readTree(header.value())) {
                warnings.add(
                        new Violation(
                                warning.path("pointer").asText(),
                                warning.path("rule").asText(),
                                warning.path("message").asText()));
            }
            return warnings;
        } catch (IOException e) {
            throw new IllegalArgumentException("header " + HEADER + " cannot be read", e);
        }
    }
}

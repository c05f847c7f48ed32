package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Event;
import org.nucleus.model.Format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Canvas events, and what normalising them gives. */
final class Canvas {
    static final String ROOT = "canvas:q7Zt0sampleRootUuid4kP:";
    static final String SHARD = "3141";

    private Canvas() {}

    static String sample(String name) {
        try (InputStream in = Canvas.class.getResourceAsStream("/canvas/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(String json) {
        return (ObjectNode) Json.parse(json).orElseThrow();
    }

    /** A raw event of user 7 in course 77; quotes are single. */
    static ObjectNode event(String name, String body) {
        return tree(
                """
                {"metadata": {
                  "root_account_id": "31410000000000001",
                  "root_account_uuid": "q7Zt0sampleRootUuid4kP",
                  "event_name": "%s", "event_time": "2026-10-07T15:20:44.612Z",
                  "user_id": "31410000000000007", "session_id": "s-1",
                  "context_type": "Course", "context_id": "31410000000000077",
                  "context_role": "TeacherEnrollment"
                }, "body": %s}
                """
                        .formatted(name, body.replace('\'', '"')));
    }

    static Event raw(JsonNode event) {
        return Received.normalised(Received.of(Format.CANVAS, "raw", event.toString())).event();
    }

    /** The one item of a sample envelope. */
    static JsonNode item(String sample) {
        return tree(sample(sample)).at("/data/0");
    }

    static Event caliper(JsonNode item) {
        return Received.normalised(Received.of(Format.CANVAS, "caliper", item.toString())).event();
    }
}

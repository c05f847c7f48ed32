package org.nucleus.collector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message of S3 tells: its event notifications, straight from S3 or wrapped by SNS, and what
 * EventBridge makes of them.
 */
sealed interface Notice {
    /** Objects that are there now; none where it tells of something else, as a test does. */
    record Created(List<StoredObject.Name> objects) implements Notice {
        public Created {
            objects = List.copyOf(objects);
        }
    }

    /** No notice of S3. */
    record Unreadable() implements Notice {}

    ObjectMapper JSON = new ObjectMapper();
    int MOST_WRAPPERS = 3;

    /** Reads the body of a message. */
    static Notice read(String body) {
        return read(body, MOST_WRAPPERS);
    }

    private static Notice read(String body, int wrappers) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            return new Unreadable();
        }
        if (json.path("Records").isArray()) {
            return records(json.path("Records"));
        }
        if (json.path("Event").asText().equals("s3:TestEvent")) {
            return new Created(List.of());
        }
        if (json.path("source").asText().equals("aws.s3")) {
            return bridged(json);
        }
        return switch (json.path("Type").asText()) {
            case "Notification" ->
                    wrappers == 0
                            ? new Unreadable()
                            : read(json.path("Message").asText(), wrappers - 1);
            case "SubscriptionConfirmation", "UnsubscribeConfirmation" -> new Created(List.of());
            default -> new Unreadable();
        };
    }

    /** Keys are encoded as in a form, and events of MinIO have a prefix of their own. */
    private static Notice records(JsonNode records) {
        List<StoredObject.Name> objects = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode object = record.path("s3").path("object");
            String bucket = record.path("s3").path("bucket").path("name").asText();
            if (bucket.isEmpty() || !object.path("key").isTextual()) {
                return new Unreadable();
            }
            if (record.path("eventName").asText().replace("s3:", "").startsWith("ObjectCreated")) {
                Optional<String> key = decoded(object.path("key").asText());
                if (key.isEmpty()) {
                    return new Unreadable();
                }
                objects.add(new StoredObject.Name(bucket, key.get(), version(object, "versionId")));
            }
        }
        return new Created(objects);
    }

    private static Optional<String> decoded(String key) {
        try {
            return Optional.of(URLDecoder.decode(key, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keys are as they are. */
    private static Notice bridged(JsonNode json) {
        JsonNode detail = json.path("detail");
        JsonNode object = detail.path("object");
        String bucket = detail.path("bucket").path("name").asText();
        if (!json.path("detail-type").asText().equals("Object Created")) {
            return new Created(List.of());
        }
        return bucket.isEmpty() || !object.path("key").isTextual()
                ? new Unreadable()
                : new Created(
                        List.of(
                                new StoredObject.Name(
                                        bucket,
                                        object.path("key").asText(),
                                        version(object, "version-id"))));
    }

    private static Optional<String> version(JsonNode object, String name) {
        return Optional.of(object.path(name).asText())
                .filter(version -> !version.isEmpty() && !version.equals("null"));
    }
}

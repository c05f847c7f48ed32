package org.nucleus.collector.webhook;

import java.time.Instant;
import java.util.Objects;

/**
 * One authentic delivery, whichever way it came (HTTP, SQS, Kinesis, a line of a bulk file).
 *
 * @param source id of the source that sent it
 * @param path what follows {@code /webhooks/{source}} in the request's path, e.g. {@code
 *     /events/room/created}; empty where nothing does
 * @param contentType the request's, or null
 * @param body the bytes to read, a signature around them already undone
 * @param receivedTime when it came
 */
public record Delivery(
        String source, String path, String contentType, byte[] body, Instant receivedTime) {
    public Delivery {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(body, "body is null");
        Objects.requireNonNull(receivedTime, "receivedTime is null");
    }
}

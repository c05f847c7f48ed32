package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Context;

import java.util.List;

/**
 * One internal message of BigBlueButton, as a hook registered with {@code getRaw} sends it: kept
 * and counted by its name, in its meeting and at its true time, and mapped to no verb.
 */
final class BbbRaw {
    private final JsonNode message;
    private final EventDraft draft;

    BbbRaw(JsonNode message, EventDraft draft) {
        this.message = message;
        this.draft = draft;
    }

    Outcome normalise() {
        JsonNode envelope = message.path("envelope");
        JsonNode header = message.path("core").path("header");
        String name = either(Json.id(envelope, "name"), Json.id(header, "name"));
        if (name == null) {
            draft.violation("/envelope/name", "bbb.name", "The message has no name.");
            return draft.outcome("", Outcome.SAID_BY_ID);
        }
        JsonNode routing = envelope.path("routing");
        draft.eventTimeIfReadable(envelope.path("timestamp"));
        draft.unmapped(name);
        draft.context =
                new Context(
                        null,
                        either(Json.id(header, "userId"), Json.id(routing, "userId")),
                        null,
                        either(Json.id(header, "meetingId"), Json.id(routing, "meetingId")),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null);
        return draft.outcome(name, Outcome.SAID_BY_ID);
    }

    private static String either(String first, String second) {
        return first == null ? second : first;
    }
}

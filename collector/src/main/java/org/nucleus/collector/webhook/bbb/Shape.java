package org.nucleus.collector.webhook.bbb;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.webhook.EventJson;

/** Which of BigBlueButton's documents an object is. */
enum Shape {
    /** An event as bbb-webhooks maps it. */
    WEBHOOK("webhook") {
        @Override
        String meeting(JsonNode event) {
            JsonNode attributes = event.path("data").path("attributes");
            JsonNode meeting = attributes.path("meeting");
            return first(
                    EventJson.text(meeting, "internal-meeting-id"),
                    EventJson.text(attributes, "record-id"),
                    EventJson.text(meeting, "external-meeting-id"));
        }
    },
    /** An internal message as it is, which a hook registered with {@code getRaw} sends. */
    RAW("raw") {
        @Override
        String meeting(JsonNode event) {
            JsonNode core = event.path("core");
            return first(
                    EventJson.text(core.path("header"), "meetingId"),
                    EventJson.text(event.path("envelope").path("routing"), "meetingId"),
                    EventJson.text(core.path("body").path("props").path("meetingProp"), "intId"));
        }
    },
    /** The learning-analytics callback. */
    CALLBACK("callback") {
        @Override
        String meeting(JsonNode event) {
            return EventJson.text(event, "internal_meeting_id");
        }
    },
    /** None of them. */
    NONE("") {
        @Override
        String meeting(JsonNode event) {
            return null;
        }
    };

    private final String version;

    Shape(String version) {
        this.version = version;
    }

    /** The format version by which the processor reads it. */
    String version() {
        return version;
    }

    /** Id of the meeting instance it is about, or null. */
    abstract String meeting(JsonNode event);

    static Shape of(JsonNode event) {
        JsonNode data = event.path("data");
        if (EventJson.text(data, "id") != null) {
            return WEBHOOK;
        }
        if (event.path("envelope").isObject() && event.path("core").isObject()) {
            return RAW;
        }
        return event.has("internal_meeting_id") || data.has("attendees") ? CALLBACK : NONE;
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}

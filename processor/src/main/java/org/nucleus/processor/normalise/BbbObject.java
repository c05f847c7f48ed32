package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.EventObject;

/**
 * What an event of bbb-webhooks was done to.
 *
 * @param attributes of the event
 * @param connection of whoever did it, or null
 */
record BbbObject(JsonNode attributes, String connection) {
    private static final String NAME = "name";

    /** Id of the meeting instance, which is also its recording's; or null. */
    String meeting() {
        String meeting = Json.id(attributes.path("meeting"), "internal-meeting-id");
        return meeting == null ? Json.id(attributes, "record-id") : meeting;
    }

    /**
     * The object; its meeting must be known.
     *
     * @param eventId stands in for the id of a message that has none
     */
    EventObject of(MeetingThing thing, String eventId) {
        return new EventObject(id(thing, eventId), thing.type(), name(thing));
    }

    private String id(MeetingThing thing, String eventId) {
        return switch (thing) {
            case MEETING -> meeting();
            case CAMERA -> or(stream(), meeting() + "/camera/" + connection);
            case MICRO -> meeting() + "/micro/" + connection;
            case SCREEN -> meeting() + "/screen";
            case RECORDING -> or(Json.id(attributes, "record-id"), meeting()) + "/recording";
            case SLIDES ->
                    or(
                            Json.id(attributes.path("meeting"), "presentation-id"),
                            meeting() + "/slides");
            case MESSAGE -> meeting() + "/message/" + or(id("chat-message"), eventId);
            case NOTE -> meeting() + "/note/" + or(id("pad"), "");
            case POLL -> or(id("poll"), meeting() + "/poll");
        };
    }

    private String name(MeetingThing thing) {
        return switch (thing) {
            case MEETING -> Json.text(attributes.path("meeting"), NAME);
            case RECORDING -> Json.text(attributes.path("recording"), NAME);
            case POLL -> Json.text(attributes.path("poll"), "question");
            case CAMERA, MICRO, SCREEN, SLIDES, MESSAGE, NOTE -> null;
        };
    }

    private String stream() {
        String stream = Json.id(attributes.path("user"), "stream");
        return stream == null ? Json.id(attributes, "stream") : stream;
    }

    private String id(String member) {
        return Json.id(attributes.path(member), "id");
    }

    private static String or(String id, String other) {
        return id == null ? other : id;
    }
}

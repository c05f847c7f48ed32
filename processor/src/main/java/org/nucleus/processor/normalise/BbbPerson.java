package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;

/**
 * Somebody in a meeting of BigBlueButton.
 *
 * @param external the front end's id of the person, or null
 * @param internal of the connection, or null; a guest has it for external id too
 * @param name for people to read, or null
 */
record BbbPerson(String external, String internal, String name) {
    private static final String NAME = "name";

    /** As the events of bbb-webhooks tell; nobody where there is neither id. */
    static BbbPerson of(JsonNode user) {
        return new BbbPerson(
                Json.id(user, "external-user-id"),
                Json.id(user, "internal-user-id"),
                Json.text(user, NAME));
    }

    boolean isSomebody() {
        return external != null || internal != null;
    }

    /** What tells people of one meeting apart. */
    String key() {
        return external == null ? internal : external;
    }

    /**
     * A person the front end knows is the same in every meeting of the source, whose servers share
     * one front end; a guest is one of this meeting only.
     */
    String actorId(String source, String meeting) {
        return external == null || external.equals(internal)
                ? ActorId.anonymous(meeting + "|" + internal)
                : ActorId.account("urn:nucleus:source:" + source, external);
    }

    Actor actor(String source, String meeting) {
        return new Actor(actorId(source, meeting), "Person", name);
    }
}

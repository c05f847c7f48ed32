package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person where an event of JaaS describes one: who logged in has the id of the token, scoped to
 * the app that signed it; anybody else is anonymous and the same only within the session.
 *
 * @param id canonical id
 * @param name for people to read, or null
 */
record JaasPerson(String id, String name) {
    /** Member for the connection of a person. */
    static final String JID = "participantJid";

    /**
     * Whom speaking times of one person are of: the only member, whose name is the jid; empty where
     * they are of nobody or of several.
     */
    static Optional<JsonNode> onlySpeaker(JsonNode times) {
        if (!times.isObject() || times.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, JsonNode> only = times.properties().iterator().next();
        if (!only.getValue().isObject()) {
            return Optional.empty();
        }
        ObjectNode person = only.getValue().deepCopy();
        return Optional.of(person.put(JID, only.getKey()));
    }

    /** Empty where nothing tells who it is. */
    static Optional<JaasPerson> of(JsonNode person, String app, String session) {
        return id(person, app, session).map(id -> new JaasPerson(id, name(person)));
    }

    Actor actor() {
        return new Actor(id, "Person", name);
    }

    private static Optional<String> id(JsonNode person, String app, String session) {
        boolean speaker = person.has("userId");
        String user = Json.id(person, speaker ? "userId" : "id");
        if (user != null) {
            return Optional.of(ActorId.account(app, user));
        }
        return Stream.of("participantId", speaker ? "id" : JID, JID)
                .map(member -> Json.id(person, member))
                .filter(connection -> connection != null)
                .findFirst()
                .map(connection -> ActorId.anonymous(session + "|" + connection));
    }

    private static String name(JsonNode person) {
        return Stream.of("name", "currentName", "participantName", "nick")
                .map(member -> Json.text(person, member))
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse(null);
    }
}

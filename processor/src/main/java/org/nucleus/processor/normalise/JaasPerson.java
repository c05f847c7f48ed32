package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Actor;
import org.nucleus.model.ActorId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final List<String> MEMBERS =
            List.of("user", "participant", "grantedTo", "grantedBy");
    private static final String USER = "userId";
    private static final Set<String> ROOMS = Set.of("conference.", "breakout.");
    private static final Pattern UUID =
            Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

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

    /** Everybody whom a webhook describes. */
    static List<JsonNode> in(JsonNode event) {
        JsonNode data = event.path("data");
        List<JsonNode> people = new ArrayList<>();
        people.add(data);
        MEMBERS.forEach(member -> people.add(data.path(member)));
        if ("SPEAKER_STATS".equals(Json.id(event, "eventType"))) {
            onlySpeaker(data).ifPresent(people::add);
        }
        return people;
    }

    /** Whether a person without an id of the token is a guest, and not only unnamed. */
    static boolean tellsGuests(JsonNode event) {
        return "PARTICIPANT_JOINED".equals(Json.id(event, "eventType"));
    }

    /** Home page of the accounts of an app. */
    static String issuer(String app) {
        return "urn:nucleus:jaas:" + app;
    }

    /** Empty where nothing tells who it is. */
    static Optional<JaasPerson> of(JsonNode person, String app, String session) {
        return id(person, app, session).map(id -> new JaasPerson(id, name(person)));
    }

    Actor actor() {
        return new Actor(id, "Person", name);
    }

    /** Whoever logged in, of the token; empty for a guest and where the event does not say. */
    static Optional<String> user(JsonNode person, String app) {
        return Optional.ofNullable(Json.id(person, person.has(USER) ? USER : "id"))
                .map(user -> ActorId.account(app, user));
    }

    /**
     * What names the connection, each as the id of the participant within the session; the best
     * first, none where nothing does.
     */
    static List<String> connections(JsonNode person) {
        return Stream.of(
                        Json.id(person, "participantId"),
                        person.has(USER) ? Json.id(person, "id") : null,
                        participant(Json.id(person, JID)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** An anonymous one of a session. */
    static String anonymous(String session, String connection) {
        return ActorId.anonymous(session + "|" + connection);
    }

    private static Optional<String> id(JsonNode person, String app, String session) {
        return user(person, app)
                .or(
                        () ->
                                connections(person).stream()
                                        .findFirst()
                                        .map(connection -> anonymous(session, connection)));
    }

    /**
     * The id of a participant as a jid tells it: in a room it is the resource; of a connection,
     * bare or full, it begins with it.
     */
    private static String participant(String jid) {
        if (jid == null) {
            return null;
        }
        int slash = jid.indexOf('/');
        int at = jid.indexOf('@');
        if (slash > 0 && ROOMS.stream().anyMatch(rooms -> jid.startsWith(rooms, at + 1))) {
            return jid.substring(slash + 1);
        }
        String local = at > 0 ? jid.substring(0, at) : jid;
        return UUID.matcher(local).matches() ? local.substring(0, local.indexOf('-')) : local;
    }

    private static String name(JsonNode person) {
        return Stream.of("name", "currentName", "participantName", "nick")
                .map(member -> Json.text(person, member))
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse(null);
    }
}

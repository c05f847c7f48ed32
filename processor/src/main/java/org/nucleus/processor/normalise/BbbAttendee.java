package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One row of {@code attendees} in the learning-analytics callback.
 *
 * @param node as sent
 * @param person told by {@code ext_user_id}, text or number; a guest where a session has the same
 *     id
 */
record BbbAttendee(JsonNode node, BbbPerson person) {
    private static final Pattern WORDS =
            Pattern.compile("(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z\\d])(?=[A-Z])");

    /**
     * @param unknown stands in for the connection of an attendee without any id
     */
    static BbbAttendee of(JsonNode node, String unknown) {
        String external = Json.id(node, "ext_user_id");
        Set<String> connections = connections(node.path("sessions"));
        String internal =
                connections.contains(external)
                        ? external
                        : connections.stream()
                                .findFirst()
                                .orElse(external == null ? unknown : null);
        return new BbbAttendee(node, new BbbPerson(external, internal, Json.text(node, "name")));
    }

    /** The id as the callback writes it where it is a member's name. */
    static String mangled(String id) {
        return WORDS.matcher(id).replaceAll("_").replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** Sessions are an array, or a map by connection. */
    private static Set<String> connections(JsonNode sessions) {
        Set<String> connections = new LinkedHashSet<>();
        sessions.fieldNames().forEachRemaining(connections::add);
        for (JsonNode session : sessions) {
            session.path("joins").forEach(join -> add(connections, Json.id(join, "userid")));
            session.path("lefts").forEach(left -> add(connections, Json.id(left, "userid")));
        }
        return connections;
    }

    private static void add(Set<String> connections, String id) {
        if (id != null) {
            connections.add(id);
        }
    }
}

package org.nucleus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Members of a value that this version does not know, written by a later one: they are kept where
 * the value is changed and written back. May hold secrets, so it prints names alone.
 *
 * @param members by name; of an object that this version knows, an object with those of its members
 *     that it does not
 */
public record UnknownMembers(Map<String, JsonNode> members) {
    /** Everything is known. */
    public static final UnknownMembers NONE = new UnknownMembers(Map.of());

    public UnknownMembers {
        members = Map.copyOf(members);
    }

    /** Those of {@code object} that are not {@code known}. */
    static UnknownMembers of(JsonNode object, Set<String> known) {
        Map<String, JsonNode> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey())) {
                members.put(member.getKey(), member.getValue());
            }
        }
        return members.isEmpty() ? NONE : new UnknownMembers(members);
    }

    /** These, and within the member {@code name} those of {@code inner}. */
    UnknownMembers within(String name, UnknownMembers inner) {
        if (inner.members.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> all = new HashMap<>(members);
        ObjectNode object = JsonRecord.object();
        object.setAll(inner.members);
        all.put(name, object);
        return new UnknownMembers(all);
    }

    /** Those within a member that this version knows. */
    UnknownMembers in(String name) {
        JsonNode inner = members.get(name);
        return inner == null || !inner.isObject() ? NONE : of(inner, Set.of());
    }

    /** Adds them to what this version has written, which wins. */
    void addTo(ObjectNode written) {
        members.forEach(
                (name, value) -> {
                    if (!written.has(name)) {
                        written.set(name, value);
                    } else if (written.get(name) instanceof ObjectNode known) {
                        in(name).addTo(known);
                    }
                });
    }

    @Override
    public String toString() {
        return new TreeSet<>(members.keySet()).toString();
    }
}

package org.nucleus.model;

import java.util.Objects;

/**
 * What it was done to.
 *
 * @param id IRI of the activity or entity, or an actor's canonical id
 * @param type IRI of its type, or null when the sender gave none
 * @param name a name for people to read, or null
 */
public record EventObject(String id, String type, String name) {
    public EventObject {
        Objects.requireNonNull(id, "id is null");
    }
}

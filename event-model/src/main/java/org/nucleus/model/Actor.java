package org.nucleus.model;

import java.util.Objects;

/**
 * Who acted, by one canonical id (see {@link ActorId}).
 *
 * @param id canonical id, unique within the tenant
 * @param type the format's own word: {@code Agent}, {@code Group}, {@code Person}, {@code
 *     SoftwareApplication}, …
 * @param displayName a name for people to read, or null; never used to join
 */
public record Actor(String id, String type, String displayName) {
    public Actor {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(type, "type is null");
    }
}

package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.ActorId;
import org.nucleus.model.UuidText;

import java.util.Optional;

/**
 * An entity where an event names one: an object, or its bare IRI.
 *
 * @param id its IRI, a uuid in lower case; a blank node ({@code _:x}) has no meaning outside its
 *     event
 * @param type its type, or null when only the IRI was sent
 * @param name for people to read, or null
 * @param node what was sent
 */
record CaliperEntity(String id, String type, String name, JsonNode node) {
    private static final String BLANK = "_:";

    static Optional<CaliperEntity> of(JsonNode node) {
        String id = node.isTextual() ? node.textValue() : Json.text(node, "id");
        return id == null
                ? Optional.empty()
                : Optional.of(
                        new CaliperEntity(
                                UuidText.folded(id),
                                Json.text(node, "type"),
                                Json.text(node, "name"),
                                node));
    }

    /** IRI of the entity there, or null; also null for a blank node. */
    static String idOf(JsonNode node) {
        return of(node).map(CaliperEntity::id).filter(id -> !id.startsWith(BLANK)).orElse(null);
    }

    /** Canonical id of an actor: the IRI, or one of this event alone for a blank node. */
    String actorId(String eventId) {
        return id.startsWith(BLANK) ? ActorId.anonymous(eventId) : id;
    }
}

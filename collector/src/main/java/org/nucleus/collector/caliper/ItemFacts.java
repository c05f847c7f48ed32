package org.nucleus.collector.caliper;

import org.nucleus.model.Violation;

import java.util.List;

/**
 * What {@link ItemReader} gathers of one item while reading, for the rules that need several of it.
 */
final class ItemFacts {
    /** Whether its context defines terms beside Caliper's. */
    boolean ownTerms;

    /** Types of entities that nobody knows. */
    List<Violation> unknownTypes = List.of();

    String id;
    String type;
    String action;
    String actorId;

    /** Types of the entities in these places; null for a bare IRI or a type of the sender's own. */
    EntityType actorType;

    EntityType objectType;
    EntityType generatedType;
}

package org.nucleus.collector.caliper;

/**
 * What a member of an event or entity holds. Caliper's contexts define each name once for all
 * types, so the name alone decides; the {@link OwnerTable} narrows it where the type that has the
 * member is known. Follows the JSON-LD contexts and property tables of 1.1 and 1.2.
 */
sealed interface Property {
    /** An entity, or the IRI of one, of a type in {@code range}. */
    record One(EntityType range) implements Property {}

    /** An array of such. */
    record Many(EntityType range) implements Property {}

    /** One such, or an array. */
    record OneOrMany(EntityType range) implements Property {}

    /** No entity. */
    record Plain(Shape shape) implements Property {}

    /** What is cut out; of its value only the kind is looked at. */
    record NeverStored(Shape shape) implements Property {}

    /** How a value that is no entity is written. */
    enum Shape {
        TIME,
        DURATION,
        TEXT,
        TEXTS,
        TEXT_OR_TEXTS,
        DECIMAL,
        INTEGER,
        COUNT,
        BOOLEAN,
        MAP,
        ROLES,
        STATUS,
        METRIC,
        IDENTIFIER_TYPE
    }

    /** What a member of that name holds, or null for a name that Caliper does not define. */
    static Property named(String name) {
        return PropertyTable.named(name);
    }
}

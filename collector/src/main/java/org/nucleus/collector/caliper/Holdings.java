package org.nucleus.collector.caliper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the properties of the open entities and of the event hold, to be compared with the {@link
 * OwnerTable} once the owner's type is known, which may be its last member. Of one thread.
 */
final class Holdings {
    private final Violations violations;
    private final List<Held> held = new ArrayList<>();

    Holdings(Violations violations) {
        this.violations = violations;
    }

    /**
     * One thing held.
     *
     * @param type of the entity; null for a list of texts
     */
    private record Held(String property, int index, EntityType type) {
        String pointer() {
            return "/" + property + (index < 0 ? "" : "/" + index);
        }
    }

    /** Begins an owner; what is returned ends it. */
    int open() {
        return held.size();
    }

    /** A property of the innermost owner holds an entity of that type, if it named one. */
    void entity(String property, EntityType type) {
        entity(property, -1, type);
    }

    /** The same of a place in an array. */
    void entity(String property, int index, EntityType type) {
        if (type != null) {
            held.add(new Held(property, index, type));
        }
    }

    /** A property holds a list of texts where one text would do, too. */
    void texts(String property) {
        held.add(new Held(property, -1, null));
    }

    /**
     * Ends an owner, at whose end the parser stands, and notes what it may not hold.
     *
     * @param table what a property of it may hold; null for anything
     */
    void close(int opened, Function<String, OwnerTable.Range> table) {
        for (Held one : held.subList(opened, held.size())) {
            OwnerTable.Range range = table.apply(one.property());
            if (range != null && !range.takes(one.type())) {
                refuse(one, range);
            }
        }
        held.subList(opened, held.size()).clear();
    }

    private void refuse(Held one, OwnerTable.Range range) {
        if (one.type() == null) {
            violations.addAt(one.pointer(), "caliper.text", "must be one text");
        } else {
            List<String> terms = range.types().stream().map(EntityType::term).toList();
            violations.addAt(
                    one.pointer(),
                    EntityReader.RULE,
                    "must be of type " + String.join(" or ", terms) + " in its owner");
        }
    }
}

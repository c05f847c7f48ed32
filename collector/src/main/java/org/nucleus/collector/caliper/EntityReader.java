package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.List;

/**
 * Reads entities by recursive descent, and the members that they share with events. Before each
 * call the parser stands on the value's first token, after it on the last.
 */
final class EntityReader {
    private static final String RULE = "caliper.entity";
    private static final List<String> ENTITY = List.of("id", "type");
    private static final List<String> PART = List.of("type");

    private final JsonParser parser;
    private final JsonWalk walk;
    private final PlainReader plain;
    private final CaliperVersion version;
    private final Violations violations;
    private boolean idWanted;
    private String id;

    EntityReader(JsonParser parser, JsonWalk walk, CaliperVersion version, Violations violations) {
        this.parser = parser;
        this.walk = walk;
        this.version = version;
        this.violations = violations;
        plain = new PlainReader(parser, walk, violations);
    }

    /** Reads what is no entity. */
    PlainReader plain() {
        return plain;
    }

    /** The id of the last {@link #identifiedEntity}; null when it had none. */
    String id() {
        return id;
    }

    /** Reads the value of a member on whose name the parser stands. */
    void member(String name) throws IOException {
        Property property = Property.named(name);
        if (property == null ? Redaction.covers(name) : property instanceof Property.NeverStored) {
            walk.cut();
            return;
        }
        JsonToken token = parser.nextToken();
        if (property == null) {
            walk.opaque();
        } else if (token != JsonToken.VALUE_NULL) {
            value(property);
        }
    }

    /**
     * Reads an entity or the IRI of one, and keeps its id for {@link #id}.
     *
     * @param range the type asked for, or null
     * @return the type it names; null when it is only an IRI, or of no type of Caliper's
     */
    EntityType identifiedEntity(EntityType range) throws IOException {
        idWanted = true;
        EntityType type = entity(range);
        idWanted = false;
        return type;
    }

    /** The same, without its id. */
    EntityType entity(EntityType range) throws IOException {
        id = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return entityObject(range);
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            plain.iri();
            id = idWanted ? parser.getText() : null;
        } else {
            walk.refuse(RULE, "must be an entity or the IRI of one");
        }
        return null;
    }

    /** Notes each of {@code required} that the innermost object lacks. */
    void require(List<String> required) {
        for (String name : required) {
            if (!walk.names().has(name)) {
                violations.add("caliper.required", "'" + name + "' is missing");
            }
        }
    }

    private EntityType entityObject(EntityType range) throws IOException {
        walk.names().open();
        String ownId = null;
        EntityType type = null;
        for (String name = walk.nextName(); name != null; name = walk.nextName()) {
            switch (name) {
                case "id" -> {
                    parser.nextToken();
                    plain.iri();
                    ownId = idWanted ? parser.getText() : null;
                }
                case "type" -> {
                    parser.nextToken();
                    type = entityType();
                }
                default -> member(name);
            }
        }
        require(type == null || type.isEntity() ? ENTITY : PART);
        if (type != null) {
            require(type.required());
        }
        walk.names().close();
        if (range != null && type != null && !type.fits(range)) {
            violations.add(RULE, "must be of type " + range.term());
        }
        id = ownId;
        return type;
    }

    private EntityType entityType() throws IOException {
        String term = plain.text();
        if (term == null) {
            return null;
        }
        EntityType type = EntityType.named(term);
        if (type == null || !version.defines(type.era())) {
            violations.addUnknownTerm("", "caliper.type", "must be an entity type of Caliper's");
        }
        return type;
    }

    private void value(Property property) throws IOException {
        switch (property) {
            case Property.One one -> entity(one.range());
            case Property.Many many -> entities(many.range());
            case Property.OneOrMany either -> entityOrEntities(either.range());
            case Property.Plain value -> plain.read(value.shape());
            case Property.NeverStored ignored ->
                    throw new IllegalStateException("is cut, never read");
        }
    }

    private void entities(EntityType range) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            walk.refuse("caliper.list", "must be an array of entities or IRIs");
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entity(range);
        }
    }

    private void entityOrEntities(EntityType range) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            entities(range);
        } else {
            entity(range);
        }
    }
}

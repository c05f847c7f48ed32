package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Reads entities by recursive descent, and the members that they share with events. Before each
 * call the parser stands on the value's first token, after it on the last.
 */
final class EntityReader {
    static final String RULE = "caliper.entity";

    private static final List<String> ENTITY = List.of("id", "type");
    private static final List<String> PART = List.of("type");

    private final JsonParser parser;
    private final JsonWalk walk;
    private final PlainReader plain;
    private final CaliperVersion version;
    private final Violations violations;
    private final Holdings holdings;
    private boolean idWanted;
    private String id;

    EntityReader(JsonParser parser, JsonWalk walk, CaliperVersion version, Violations violations) {
        this.parser = parser;
        this.walk = walk;
        this.version = version;
        this.violations = violations;
        plain = new PlainReader(parser, walk, violations);
        holdings = new Holdings(violations);
    }

    /** What the open owners hold. */
    Holdings holdings() {
        return holdings;
    }

    /** What a property of the type may hold by its own table, which is of 1.2. */
    Function<String, OwnerTable.Range> table(EntityType owner) {
        return owner == null || version != CaliperVersion.V1P2
                ? property -> null
                : property -> OwnerTable.of(owner, property);
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
        if (property instanceof Property.NeverStored secret) {
            plain.kind(secret.shape(), walk.cut());
        } else if (property == null && Redaction.covers(name)) {
            walk.cut();
        } else if (parser.nextToken() != JsonToken.VALUE_NULL) {
            if (property == null) {
                walk.opaque();
            } else {
                value(name, property);
            }
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
        int opened = holdings.open();
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
        holdings.close(opened, table(type));
        id = ownId;
        if (range != null && type != null && !fits(type, range)) {
            violations.add(RULE, "must be of type " + range.term());
            return null;
        }
        return type;
    }

    /** 1.1 takes every supertype of what is asked for, 1.2 only Entity. */
    private boolean fits(EntityType type, EntityType range) {
        return version == CaliperVersion.V1P2 ? type.isA(range) : type.fits(range);
    }

    private EntityType entityType() throws IOException {
        String term = plain.text();
        if (term == null) {
            return null;
        }
        EntityType type = EntityType.named(term);
        if (type == null || !version.defines(type.era())) {
            violations.addUnknownType("must be an entity type of Caliper's");
        }
        return type;
    }

    private void value(String name, Property property) throws IOException {
        switch (property) {
            case Property.One one -> holdings.entity(name, entity(one.range()));
            case Property.Many many -> entities(name, many.range());
            case Property.OneOrMany either -> {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    entities(name, either.range());
                } else {
                    holdings.entity(name, entity(either.range()));
                }
            }
            case Property.Plain value -> plain(name, value.shape());
            case Property.NeverStored ignored ->
                    throw new IllegalStateException("is cut, never read");
        }
    }

    private void plain(String name, Property.Shape shape) throws IOException {
        if (shape == Property.Shape.TEXT_OR_TEXTS
                && parser.currentToken() == JsonToken.START_ARRAY) {
            holdings.texts(name);
        }
        plain.read(shape);
    }

    private void entities(String name, EntityType range) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            walk.refuse("caliper.list", "must be an array of entities or IRIs");
            return;
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            holdings.entity(name, index, entity(range));
        }
    }
}

package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.json.MemberNames;
import org.nucleus.model.ActorId;
import org.nucleus.model.EventId;
import org.nucleus.model.UuidText;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads one item of an envelope's {@code data} after the other, and judges each by the rules of its
 * version. Follows Caliper 1.1 and 1.2: Event, Entity, JSON-LD context.
 */
final class ItemReader {
    private static final List<String> OF_ITEM = List.of("@context", "id", "type");
    private static final List<String> OF_EVENT = List.of("actor", "action", "object", "eventTime");

    private static final String CONTEXT_RULE = "caliper.context";

    /** An entity without an identity bears, in 1.2, the IRI of its type as its id. */
    private static final String TYPE_NAMESPACE = "http://purl.imsglobal.org/caliper/";

    private final JsonParser parser;
    private final byte[] body;
    private final CaliperVersion version;
    private final String sourceId;
    private final Violations violations;
    private final JsonWalk walk;
    private final EntityReader entities;
    private final PlainReader plain;
    private final EventRules eventRules;

    ItemReader(JsonParser parser, byte[] body, CaliperVersion version, String sourceId) {
        this.parser = parser;
        this.body = body;
        this.version = version;
        this.sourceId = sourceId;
        violations = new Violations(parser);
        walk = new JsonWalk(parser, body, violations);
        entities = new EntityReader(parser, walk, version, violations);
        plain = entities.plain();
        eventRules = new EventRules(version, violations);
    }

    /**
     * Reads the item on whose first token the parser stands, and leaves it on the last.
     *
     * @throws IOException when the document is not JSON
     */
    Item read() throws IOException {
        walk.cuts().clear();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        ItemFacts facts = new ItemFacts();
        Item.Kind kind = Item.Kind.ENTITY;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            kind = object(facts);
        } else {
            walk.refuse("caliper.item", "must be an event or an entity");
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        byte[] payload = walk.cuts().apply(body, start, end);
        List<Violation> broken = violations.drain(facts.ownTerms);
        facts.unknownTypes = violations.drainTypes(facts.ownTerms);
        return broken.isEmpty()
                ? good(kind, facts, payload)
                : new Item.Bad(Violations.joined(facts.unknownTypes, broken), payload);
    }

    private Item.Kind object(ItemFacts facts) throws IOException {
        MemberNames members = walk.names();
        members.open();
        int opened = entities.holdings().open();
        for (String name = walk.nextName(); name != null; name = walk.nextName()) {
            member(name, facts);
        }
        entities.require(OF_ITEM);
        EventType eventType = facts.type == null ? null : EventType.named(facts.type);
        EntityType entityType = facts.type == null ? null : EntityType.named(facts.type);
        Item.Kind kind = Item.Kind.ENTITY;
        if (eventType != null || (entityType == null && members.has("action"))) {
            kind = Item.Kind.EVENT;
            entities.require(OF_EVENT);
            eventRules.check(eventType, facts, members);
            entities.holdings().close(opened, eventRules.table(eventType));
        } else {
            if (facts.type != null) {
                describe(entityType);
            }
            entities.holdings().close(opened, entities.table(entityType));
        }
        members.close();
        return kind;
    }

    private void member(String name, ItemFacts facts) throws IOException {
        switch (name) {
            case "@context" -> {
                parser.nextToken();
                context(facts);
            }
            case "id" -> {
                parser.nextToken();
                plain.iri();
                facts.id = parser.getText();
            }
            case "type" -> {
                parser.nextToken();
                facts.type = plain.text();
            }
            case "action" -> {
                parser.nextToken();
                facts.action = plain.text();
            }
            case "profile" -> {
                if (parser.nextToken() != JsonToken.VALUE_NULL && version == CaliperVersion.V1P2) {
                    plain.term(Terms.PROFILES);
                } else {
                    walk.opaque();
                }
            }
            case "actor" -> {
                parser.nextToken();
                facts.actorType = entities.identifiedEntity(EntityType.AGENT);
                facts.actorId = entities.id();
                entities.holdings().entity(name, facts.actorType);
            }
            case "object" -> {
                parser.nextToken();
                facts.objectType = entities.entity(null);
                entities.holdings().entity(name, facts.objectType);
            }
            case "generated" -> {
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    facts.generatedType = entities.entity(null);
                    entities.holdings().entity(name, facts.generatedType);
                }
            }
            case "eventTime" -> {
                parser.nextToken();
                plain.time();
            }
            default -> entities.member(name);
        }
    }

    /** Caliper's context as text, or last in an array of others, or all terms defined in place. */
    private void context(ItemFacts facts) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING -> caliperContext(parser.getText(), facts);
            case START_OBJECT -> {
                facts.ownTerms = true;
                walk.opaque();
            }
            case START_ARRAY -> contexts(facts);
            default -> violations.add(CONTEXT_RULE, "must be Caliper's context");
        }
    }

    private void contexts(ItemFacts facts) throws IOException {
        String last = "";
        for (int count = 1; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            facts.ownTerms = count > 1;
            last = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            walk.opaque();
        }
        caliperContext(last, facts);
    }

    private void caliperContext(String iri, ItemFacts facts) {
        if (!version.covers(iri)) {
            violations.add(CONTEXT_RULE, "must be, or end with, the context of the dataVersion");
        } else if (iri.length() > version.iri().length()) {
            facts.ownTerms = true;
        }
    }

    private void describe(EntityType type) {
        if (type == null || !version.defines(type.era())) {
            violations.addUnknownTerm(
                    "/type", "caliper.type", "must be a type of event or entity of Caliper's");
        }
        if (type != null) {
            entities.require(type.required());
        }
    }

    private Item good(Item.Kind kind, ItemFacts facts, byte[] payload) {
        return switch (kind) {
            case EVENT -> event(kind, facts, payload);
            case ENTITY -> {
                String eventId = EventId.of(sourceId, "describe|" + sha256(payload)).toString();
                yield new Item.Good(kind, eventId, subject(facts.id, eventId), payload, List.of());
            }
        };
    }

    private static Item event(Item.Kind kind, ItemFacts facts, byte[] payload) {
        String id = UuidText.folded(facts.id);
        return new Item.Good(
                kind, id, subject(facts.actorId, id), payload, seenFromItem(facts.unknownTypes));
    }

    /** {@code /data/3/object/type} → {@code /object/type}. */
    private static List<Violation> seenFromItem(List<Violation> seenFromEnvelope) {
        return seenFromEnvelope.stream()
                .map(
                        violation ->
                                new Violation(
                                        violation.pointer().replaceFirst("^/data/\\d+", ""),
                                        violation.rule(),
                                        violation.message()))
                .toList();
    }

    private static String subject(String id, String eventId) {
        boolean anonymous = id.startsWith("_:") || id.startsWith(TYPE_NAMESPACE);
        return anonymous ? ActorId.anonymous(eventId) : UuidText.folded(id);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

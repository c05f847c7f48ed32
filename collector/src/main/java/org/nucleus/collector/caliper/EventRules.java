package org.nucleus.collector.caliper;

import org.nucleus.collector.json.MemberNames;
import org.nucleus.model.UuidText;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules between the members of one event: which type takes which action, object and generated
 * entity. Follows Caliper 1.1 appendices A and B, and the same of 1.2.
 */
final class EventRules {
    private static final String ACTION_RULE = "caliper.event.action";
    private static final String RANGE_RULE = "caliper.event.range";

    private static final List<EntityType> PERSON = types("Person");
    private static final List<EntityType> APPLICATION = types("SoftwareApplication");
    private static final List<EntityType> SESSION = types("Session");
    private static final List<EntityType> COMMENT = types("Comment");
    private static final List<EntityType> RATING = types("Rating");

    private final CaliperVersion version;
    private final Violations violations;

    EventRules(CaliperVersion version, Violations violations) {
        this.version = version;
        this.violations = violations;
    }

    /**
     * Checks the event at whose end the parser stands.
     *
     * @param type its type, or null when that is not Caliper's
     */
    void check(EventType type, ItemFacts event, MemberNames members) {
        if (event.id != null && !UuidText.isUrn(event.id)) {
            violations.addAt("/id", "caliper.event.id", "must be urn:uuid: and a UUID");
        }
        if (type == null || !version.defines(type.era())) {
            violations.addUnknownTerm(
                    "/type", "caliper.type", "must be an event type of Caliper's");
        }
        checkAction(type, event.action);
        if (type == null) {
            return;
        }
        checkRange("/object", event.objectType, type.objects());
        checkRange("/generated", event.generatedType, type.generated());
        switch (type.term()) {
            case "SessionEvent" -> checkSession(event);
            case "FeedbackEvent" -> checkFeedback(event);
            case "ToolLaunchEvent" -> {
                if (!members.has("federatedSession")) {
                    violations.add("caliper.required", "'federatedSession' is missing");
                }
            }
            default -> {}
        }
    }

    /** What a property of events of the type may hold by their own table, which is of 1.2. */
    Function<String, OwnerTable.Range> table(EventType type) {
        return type == null || version != CaliperVersion.V1P2
                ? property -> null
                : property -> OwnerTable.of(type, property);
    }

    private void checkAction(EventType type, String action) {
        if (action == null) {
            return;
        }
        if (!Terms.ACTIONS.contains(action)) {
            violations.addUnknownTerm("/action", ACTION_RULE, "must be an action of Caliper's");
        } else if (type != null && !type.takes(action)) {
            violations.addAt("/action", ACTION_RULE, "must be an action of the event's type");
        } else if (Terms.EXTENSION_ACTIONS.contains(action) && !version.defines(Era.SINCE_V1P2)) {
            violations.addUnknownTerm("/action", ACTION_RULE, "must be an action of its context");
        }
    }

    private void checkSession(ItemFacts event) {
        boolean timedOut = "TimedOut".equals(event.action);
        checkRange("/actor", event.actorType, timedOut ? APPLICATION : PERSON);
        checkRange("/object", event.objectType, timedOut ? SESSION : APPLICATION);
    }

    private void checkFeedback(ItemFacts event) {
        boolean ranked = "Ranked".equals(event.action);
        checkRange("/generated", event.generatedType, ranked ? RATING : COMMENT);
    }

    private void checkRange(String pointer, EntityType type, List<EntityType> range) {
        if (type == null || range.isEmpty()) {
            return;
        }
        for (EntityType one : range) {
            if (version == CaliperVersion.V1P2 ? type.isA(one) : type.fits(one)) {
                return;
            }
        }
        violations.addAt(pointer, RANGE_RULE, "must be an entity of a type that the event takes");
    }

    private static List<EntityType> types(String... terms) {
        return Stream.of(terms).map(EntityType::named).toList();
    }
}

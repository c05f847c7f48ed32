package org.nucleus.collector.caliper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a property holds by the table of the entity or event that has it, where that is narrower
 * than what {@link PropertyTable} gives for the name alone. Follows the entity and event tables of
 * Caliper 1.2; where an example or profile of the specification is wider than a table, both count.
 */
final class OwnerTable {
    /** In place of entities: one text, no list of texts. */
    private static final String ONE_TEXT = "text";

    private static final Map<String, Map<String, Range>> BY_OWNER = new HashMap<>();

    static {
        // owner, property > types of entities it holds, or text
        """
        AggregateMeasureCollection items > AggregateMeasure
        Annotation annotator > Person
        Assessment items > AssessmentItem
        Attempt assignee > Person
        Comment commenter > Person
        Comment value > text
        DigitalResourceCollection items > DigitalResource
        Forum items > Thread
        Membership member > Person
        MultipleChoiceResponse value > text
        Query creator > Person
        Questionnaire items > QuestionnaireItem
        Rating rater > Person
        Session user > Person
        Survey items > Questionnaire
        SurveyInvitation rater > Person
        Thread items > Message
        TrueFalseResponse value > text

        Event federatedSession > LtiSession
        AnnotationEvent actor > Person
        AnnotationEvent target > Frame
        AssessmentEvent actor > Person
        AssessmentItemEvent actor > Person
        AssessmentItemEvent referrer > AssessmentItem
        AssignableEvent actor > Person
        AssignableEvent target > Frame
        FeedbackEvent actor > Person
        FeedbackEvent target > Frame
        ForumEvent actor > Person
        MediaEvent actor > Person
        MediaEvent target > MediaLocation
        MessageEvent actor > Person
        NavigationEvent actor > Person
        NavigationEvent object > DigitalResource SoftwareApplication
        NavigationEvent referrer > DigitalResource SoftwareApplication
        NavigationEvent target > DigitalResource
        QuestionnaireEvent actor > Person
        QuestionnaireItemEvent actor > Person
        ResourceManagementEvent actor > Person
        ResourceManagementEvent generated > DigitalResource
        ResourceManagementEvent object > DigitalResource
        SearchEvent actor > Person
        SessionEvent referrer > DigitalResource SoftwareApplication
        SessionEvent target > DigitalResource
        SurveyEvent actor > Person
        SurveyInvitationEvent actor > Person
        ThreadEvent actor > Person
        ToolLaunchEvent actor > Person
        ToolLaunchEvent generated > DigitalResource
        ToolLaunchEvent target > Link LtiLink
        ToolUseEvent actor > Person
        ToolUseEvent generated > AggregateMeasureCollection
        ToolUseEvent target > SoftwareApplication
        ViewEvent actor > Person
        ViewEvent object > DigitalResource Annotation Result
        """
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(OwnerTable::define);
    }

    private OwnerTable() {}

    /**
     * What a property holds.
     *
     * @param types of entities, of which one fits; empty for one text
     */
    record Range(List<EntityType> types) {
        Range {
            types = List.copyOf(types);
        }

        /** Whether an entity of that type may stand there; null for a list of texts. */
        boolean takes(EntityType type) {
            return type != null && types.stream().anyMatch(type::isA);
        }
    }

    /** What an entity's property holds, by its own type or the nearest above; null for any. */
    static Range of(EntityType owner, String property) {
        for (String term : owner.lineage()) {
            Range range = own(term, property);
            if (range != null) {
                return range;
            }
        }
        return null;
    }

    /** What an event's property holds; null for any. */
    static Range of(EventType owner, String property) {
        Range range = own(owner.term(), property);
        return range == null ? own("Event", property) : range;
    }

    private static Range own(String owner, String property) {
        Map<String, Range> properties = BY_OWNER.get(owner);
        return properties == null ? null : properties.get(property);
    }

    private static void define(String line) {
        String[] columns = line.split(">");
        List<String> names = Terms.list(columns[0]);
        List<String> types = Terms.list(columns[1]);
        Range range =
                new Range(
                        types.equals(List.of(ONE_TEXT))
                                ? List.of()
                                : types.stream().map(EntityType::named).toList());
        BY_OWNER.computeIfAbsent(names.get(0), ignored -> new HashMap<>()).put(names.get(1), range);
    }
}

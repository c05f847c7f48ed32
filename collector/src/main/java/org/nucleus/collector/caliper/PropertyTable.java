package org.nucleus.collector.caliper;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The table of Caliper's properties, behind {@link Property#named}. */
final class PropertyTable {
    private static final Map<String, Property> BY_NAME = new HashMap<>();

    static {
        // names, then > the type of entity they hold
        entities(
                Property.One::new,
                """
                actor annotator assignee commenter creator member rater scoredBy user > Agent
                commentedOn generated isPartOf object rated referrer searchTarget target > Entity
                annotated assignable > DigitalResource
                attempt > Attempt
                client edApp searchProvider source > SoftwareApplication
                federatedSession session > Session
                group organization > Organization
                membership > Membership
                query > Query
                question > Question
                ratingComment > Comment
                replyTo > Message
                scale > Scale
                selection > Selector
                survey > Survey
                """);
        entities(
                Property.Many::new,
                """
                creators members withAgents > Agent
                attachments > DigitalResource
                items searchResults > Entity
                learningObjectives > LearningObjective
                otherIdentifiers > SystemIdentifier
                """);
        entities(Property.OneOrMany::new, "subOrganizationOf > Organization");
        plain(
                Property.Shape.TIME,
                """
                dateCreated dateModified datePublished dateSent dateTimeSelected dateToActivate
                dateToShow dateToStartOn dateToSubmit endedAtTime eventTime maxDateTime minDateTime
                startedAtTime
                """);
        plain(Property.Shape.DURATION, "currentTime duration");
        plain(
                Property.Shape.TEXT,
                """
                academicSession body bookmarkNotes category comment courseNumber description host
                identifier maxLabel mediaType messageType minLabel name questionPosed searchTerms
                selectionText storageName userAgent version volumeLevel volumeMax volumeMin
                """);
        plain(
                Property.Shape.TEXTS,
                "categories itemLabels itemValues keywords selections tags values");
        plain(Property.Shape.TEXT_OR_TEXTS, "value");
        plain(
                Property.Shape.DECIMAL,
                """
                maxMetricValue maxResultScore maxScore maxValue metricValue minValue resultScore
                scoreGiven step weight
                """);
        plain(Property.Shape.INTEGER, "index maxSelections minSelections scalePoints");
        plain(
                Property.Shape.COUNT,
                """
                count end maxAttempts maxSubmits points searchResultsItemCount sentCount start
                """);
        plain(Property.Shape.BOOLEAN, "isOrderedSelection isTimeDependent muted");
        plain(Property.Shape.MAP, "extensions");
        plain(Property.Shape.ROLES, "roles");
        plain(Property.Shape.STATUS, "status");
        plain(Property.Shape.METRIC, "metric");
        plain(Property.Shape.IDENTIFIER_TYPE, "identifierType");
        define("messageParameters", new Property.NeverStored(Property.Shape.MAP));
        define("ipAddress", new Property.NeverStored(Property.Shape.TEXT));
    }

    private PropertyTable() {}

    static Property named(String name) {
        return BY_NAME.get(name);
    }

    private static void entities(Function<EntityType, Property> kind, String table) {
        for (String line : table.lines().toList()) {
            String[] columns = line.split(">");
            Property property = kind.apply(EntityType.named(columns[1].strip()));
            Terms.list(columns[0]).forEach(name -> define(name, property));
        }
    }

    private static void plain(Property.Shape shape, String names) {
        Property property = new Property.Plain(shape);
        Terms.list(names).forEach(name -> define(name, property));
    }

    private static void define(String name, Property property) {
        if (BY_NAME.put(name, property) != null) {
            throw new IllegalStateException("defined twice: " + name);
        }
    }
}

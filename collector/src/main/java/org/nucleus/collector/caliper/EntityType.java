package org.nucleus.collector.caliper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A type of entity, its place among the others, and what it cannot be without. Follows the entity
 * appendices of Caliper 1.1 (C, D) and 1.2.
 *
 * @param term its name on the wire
 * @param ancestors terms of its supertypes and of itself
 * @param lineage the same, each before its supertypes
 * @param required members it must have, beside {@code type} and an entity's {@code id}
 * @param era which versions define it
 */
record EntityType(
        String term, Set<String> ancestors, List<String> lineage, List<String> required, Era era) {
    private static final Map<String, EntityType> BY_TERM = new HashMap<>();

    static {
        // term and era : supertypes, which stand above : required members, if any
        """
        Entity :
        Agent : Entity
        Person : Agent
        SoftwareApplication : Agent
        Organization : Agent
        Group : Organization
        CourseOffering : Organization
        CourseSection : CourseOffering
        Membership : Entity
        Session : Entity
        LtiSession : Session
        LearningObjective : Entity
        Attempt : Entity
        Result : Entity
        Score : Entity
        Response : Entity
        FillinBlankResponse : Response
        MultipleChoiceResponse : Response
        MultipleResponseResponse : Response
        SelectTextResponse : Response
        TrueFalseResponse : Response
        Annotation : Entity
        BookmarkAnnotation : Annotation
        HighlightAnnotation : Annotation
        SharedAnnotation : Annotation
        TagAnnotation : Annotation
        DigitalResource : Entity
        Collection+ : Entity
        DigitalResourceCollection : DigitalResource Collection
        AssignableDigitalResource : DigitalResource
        Assessment : AssignableDigitalResource DigitalResourceCollection
        AssessmentItem : AssignableDigitalResource
        Chapter : DigitalResource
        Document : DigitalResource
        Frame : DigitalResource
        Page : DigitalResource
        WebPage : DigitalResource
        Forum : DigitalResourceCollection
        Thread : DigitalResourceCollection
        Message : DigitalResource
        MediaObject : DigitalResource
        AudioObject : MediaObject
        ImageObject : MediaObject
        VideoObject : MediaObject
        MediaLocation : DigitalResource
        Selector :
        TextPositionSelector : Selector : start end
        Reading- : DigitalResource
        EpubChapter- : DigitalResource
        EpubPart- : DigitalResource
        EpubSubChapter- : DigitalResource
        EpubVolume- : DigitalResource
        AggregateMeasure+ : Entity : metric metricValue
        AggregateMeasureCollection+ : Collection
        Comment+ : Entity
        Rating+ : Entity
        Scale+ : Entity
        LikertScale+ : Scale
        MultiselectScale+ : Scale
        NumericScale+ : Scale
        Link+ : Entity
        LtiLink+ : DigitalResource
        Query+ : Entity
        SearchResponse+ : Entity
        Question+ : DigitalResource
        DateTimeQuestion+ : Question
        MultiselectQuestion+ : Question
        OpenEndedQuestion+ : Question
        RatingScaleQuestion+ : Question
        DateTimeResponse+ : Response
        MultiselectResponse+ : Response
        OpenEndedResponse+ : Response
        RatingScaleResponse+ : Response
        Questionnaire+ : DigitalResourceCollection
        QuestionnaireItem+ : DigitalResource
        Survey+ : Collection
        SurveyInvitation+ : DigitalResource
        SystemIdentifier+ :  : identifier identifierType
        """
                .lines()
                .map(line -> (line + "::").split(":", -1))
                .forEach(EntityType::define);
    }

    /** What acts. */
    static final EntityType AGENT = named("Agent");

    /** Whether it is an entity, with an id; the others are parts of one. */
    boolean isEntity() {
        return ancestors.contains("Entity");
    }

    /** The type of that term, or null. */
    static EntityType named(String term) {
        return BY_TERM.get(term);
    }

    /**
     * Whether an entity of this type may stand where {@code range} is asked for: one of its
     * subtypes, or a supertype that only says less.
     */
    boolean fits(EntityType range) {
        return ancestors.contains(range.term) || range.ancestors.contains(term);
    }

    /** Whether it is {@code range}, one of its subtypes, or Entity, which says nothing. */
    boolean isA(EntityType range) {
        return ancestors.contains(range.term) || term.equals("Entity");
    }

    private static void define(String[] columns) {
        String marked = columns[0].strip();
        String term = marked.replaceAll("[+-]$", "");
        List<String> lineage = new ArrayList<>(List.of(term));
        for (String supertype : Terms.list(columns[1])) {
            lineage.addAll(named(supertype).lineage);
        }
        BY_TERM.put(
                term,
                new EntityType(
                        term,
                        Set.copyOf(lineage),
                        nearestFirst(lineage),
                        Terms.list(columns[2]),
                        Era.marked(marked)));
    }

    /** Of a type that is there twice, its last place, so that it comes after all its subtypes. */
    private static List<String> nearestFirst(List<String> lineage) {
        List<String> once = new ArrayList<>();
        for (String term : lineage.reversed()) {
            if (!once.contains(term)) {
                once.add(term);
            }
        }
        return List.copyOf(once.reversed());
    }
}

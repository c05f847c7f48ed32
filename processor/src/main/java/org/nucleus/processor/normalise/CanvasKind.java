package org.nucleus.processor.normalise;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;
import java.util.function.Function;

/**
 * A kind of thing that Canvas speaks of.
 *
 * @param name as it stands in the object's id
 * @param type IRI of the activity type
 * @param idMember member of the body that holds the id
 * @param nameMember member of the body that holds what people call it, or null
 */
record CanvasKind(String name, String type, String idMember, String nameMember) {
    private static final String NONE = "-";

    private static final Map<String, CanvasKind> KINDS =
            """
            account                    as:organization       account_id                    name
            account_notification       as:alert              account_notification_id       subject
            application                as:application        -                             -
            assignment                 tcT:school-assignment assignment_id                 title
            assignment_group           adlT:module           assignment_group_id           name
            assignment_override        tcT:school-assignment assignment_override_id        title
            attachment                 as:file               attachment_id                 display_name
            calendar_event             as:event              calendar_event_id             title
            collaboration              axT:collaboration     collaboration_id              -
            conversation               axT:message           conversation_id               -
            conversation_message       axT:message           message_id                    -
            course                     adlT:course           course_id                     name
            course_section             tcT:section           course_section_id             name
            discussion_entry           axT:message           discussion_entry_id           -
            discussion_topic           tcT:discussion        discussion_topic_id           title
            enrollment                 adlT:course           enrollment_id                 -
            external_tool              as:application        context_external_tool_id      -
            group                      as:group              group_id                      group_name
            group_category             as:group              group_category_id             group_category_name
            learning_outcome           adlT:objective        learning_outcome_id           title
            learning_outcome_group     adlT:objective        learning_outcome_group_id     title
            learning_outcome_link      adlT:objective        learning_outcome_link_id      -
            lti_resource_link          adlT:link             resource_link_id              -
            module                     adlT:module           module_id                     name
            module_item                adlT:link             module_item_id                -
            outcome_calculation_method adlT:objective        outcome_calculation_method_id -
            outcome_proficiency        adlT:objective        outcome_proficiency_id        -
            quiz                       adlT:assessment       quiz_id                       title
            score                      adlT:attempt          score_id                      -
            submission                 adlT:attempt          submission_id                 -
            user                       as:person             user_id                       name
            web_conference             adlT:meeting          web_conference_id             -
            wiki_page                  axT:page              wiki_page_id                  title
            """
                    .lines()
                    .map(row -> row.split(" +"))
                    .map(CanvasKind::row)
                    .collect(toUnmodifiableMap(CanvasKind::name, Function.identity()));

    /** What Canvas also calls them when somebody looks at one. */
    private static final Map<String, String> SYNONYMS =
            Map.ofEntries(
                    Map.entry("announcement", "discussion_topic"),
                    Map.entry("conference", "web_conference"),
                    Map.entry("content_tag", "module_item"),
                    Map.entry("context_external_tool", "external_tool"),
                    Map.entry("context_module", "module"),
                    Map.entry("discussion", "discussion_topic"),
                    Map.entry("entry", "discussion_entry"),
                    Map.entry("file", "attachment"),
                    Map.entry("page", "wiki_page"),
                    Map.entry("quizzes:quiz", "quiz"));

    private static final Map<String, String> TYPES_WHEN_VIEWED =
            Map.of(
                    "enrollment", CanvasTerms.iri("tcT:user-profile"),
                    "user", CanvasTerms.iri("tcT:user-profile"));

    /** One of the table. */
    static CanvasKind named(String name) {
        return KINDS.get(name);
    }

    /** Of an asset that was viewed; its type is null when it is not one of the table. */
    static CanvasKind viewed(String assetType) {
        String name = SYNONYMS.getOrDefault(assetType, assetType);
        CanvasKind kind = KINDS.get(name);
        String type = TYPES_WHEN_VIEWED.getOrDefault(name, kind == null ? null : kind.type());
        return new CanvasKind(name, type, "asset_id", "asset_name");
    }

    /** What people call the one that {@code body} describes, or null. */
    String nameIn(JsonNode body) {
        return nameMember == null ? null : Json.text(body, nameMember);
    }

    private static CanvasKind row(String[] cells) {
        return new CanvasKind(
                cells[0],
                CanvasTerms.iri(cells[1]),
                cells[2],
                NONE.equals(cells[3]) ? null : cells[3]);
    }
}

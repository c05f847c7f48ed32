package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which verb and object a raw Canvas event has, by its name. Names that are not here have no
 * mapping.
 *
 * @param verb IRI; some names have another one by what the body says, see {@link #verb(String,
 *     JsonNode)}
 * @param kind what the object is
 * @param parent what stands directly above it, or null
 */
record CanvasMapping(String verb, CanvasKind kind, CanvasKind parent) {
    private static final String NONE = "-";

    /** Things that come, change and go: created, updated, deleted. */
    private static final String CHANGES =
            """
            account                    cu account
            account_notification       c  account_notification
            assignment                 cu assignment
            assignment_group           cu assignment_group
            assignment_override        cu assignment_override
            attachment                 cud attachment
            course                     cu course
            course_section             cu course_section
            discussion_topic           cu discussion_topic
            enrollment_state           cu course
            group                      cu group
            group_category             cu group_category
            learning_outcome           cu learning_outcome
            learning_outcome_group     cu learning_outcome_group
            learning_outcome_link      cu learning_outcome_link
            lti_resource_link          cu lti_resource_link
            module                     cu module
            module_item                cu module_item
            outcome_calculation_method cu outcome_calculation_method
            outcome_proficiency        cu outcome_proficiency
            quiz                       cu quiz
            syllabus                   u  course
            user                       cu user
            user_account_association   c  user
            wiki_page                  cud wiki_page
            """;

    /** Everything else. */
    private static final String ACTS =
            """
            asset_accessed                  tc:viewed       -                    -
            conversation_created            as:create       conversation         -
            conversation_forwarded          as:send         conversation         -
            conversation_message_created    ax:posted       conversation_message -
            course_completed                adl:completed   course               -
            course_grade_change             adl:scored      course               -
            course_progress                 adl:progressed  course               -
            discussion_entry_created        ax:posted       discussion_entry     discussion_topic
            discussion_entry_submitted      as:submit       discussion_entry     discussion_topic
            enrollment_created              adl:registered  course               -
            enrollment_updated              as:update       course               -
            final_grade_custom_status       as:update       score                -
            grade_change                    ax:evaluated    submission           assignment
            grade_override                  ax:evaluated    course               -
            group_membership_created        as:join         group                -
            group_membership_updated        as:update       group                -
            learning_outcome_result_created adl:attempted   learning_outcome     -
            learning_outcome_result_updated adl:attempted   learning_outcome     -
            logged_in                       adlw:logged-in  application          -
            logged_out                      adlw:logged-out application          -
            plagiarism_resubmit             as:submit       assignment           -
            quiz_submitted                  as:submit       quiz                 -
            rubric_assessed                 ax:evaluated    submission           assignment
            submission_comment_created      adl:commented   submission           -
            submission_created              as:submit       submission           assignment
            submission_custom_grade_status  as:update       submission           assignment
            submission_updated              as:update       submission           assignment
            """;

    private static final Map<Character, String> VERBS =
            Map.of('c', "create", 'u', "update", 'd', "delete");
    private static final Map<String, CanvasMapping> BY_NAME = table();

    private static final Set<String> OUT_OF_THE_COURSE =
            Set.of("completed", "inactive", "deleted", "rejected");

    /** The mapping of that name, if it has one. */
    static Optional<CanvasMapping> of(String eventName) {
        return Optional.ofNullable(BY_NAME.get(eventName));
    }

    /** IRI of the verb of an event of that name with that body. */
    String verb(String eventName, JsonNode body) {
        String state = String.valueOf(Json.text(body, "workflow_state"));
        String other =
                switch (eventName) {
                    case "discussion_entry_created" ->
                            body.hasNonNull("parent_discussion_entry_id") ? "tc:replied" : null;
                    case "enrollment_updated" ->
                            OUT_OF_THE_COURSE.contains(state) ? "tc:unregistered" : null;
                    case "group_membership_updated" -> "deleted".equals(state) ? "as:leave" : null;
                    case "learning_outcome_result_created", "learning_outcome_result_updated" ->
                            CanvasResult.flag(body, "mastery") ? "adl:mastered" : null;
                    default -> null;
                };
        return other == null ? verb : CanvasTerms.iri(other);
    }

    private static Map<String, CanvasMapping> table() {
        Map<String, CanvasMapping> byName = new HashMap<>();
        for (String[] cells : rows(CHANGES)) {
            for (char change : cells[1].toCharArray()) {
                String verb = VERBS.get(change);
                byName.put(cells[0] + "_" + verb + "d", row("as:" + verb, cells[2], NONE));
            }
        }
        for (String[] cells : rows(ACTS)) {
            byName.put(cells[0], row(cells[1], cells[2], cells[3]));
        }
        return Map.copyOf(byName);
    }

    private static List<String[]> rows(String table) {
        return table.lines().map(row -> row.split(" +")).toList();
    }

    private static CanvasMapping row(String verb, String kind, String parent) {
        return new CanvasMapping(
                CanvasTerms.iri(verb), CanvasKind.named(kind), CanvasKind.named(parent));
    }
}

package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.ID;
import static org.nucleus.collector.caliper.Documents.V1P1;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.good;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification's own examples show to be right, with people and places of our own. */
class AcceptedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Event|General|Abandoned|Person|Chapter|
                    AnnotationEvent|Annotation|Highlighted|Person|Document|HighlightAnnotation
                    AnnotationEvent|Annotation|Tagged|Person|Page|TagAnnotation
                    AssessmentEvent|Assessment|Started|Person|Assessment|Attempt
                    AssessmentItemEvent|Assessment|Started|Person|AssessmentItem|Attempt
                    AssessmentItemEvent|Assessment|Completed|Person|AssessmentItem|TrueFalseResponse
                    AssignableEvent|Assignable|Activated|Person|AssignableDigitalResource|
                    AssignableEvent|Assignable|Submitted|Person|Attempt|
                    ForumEvent|Forum|Unsubscribed|Person|Forum|
                    GradeEvent|Grading|Graded|SoftwareApplication|Attempt|Score
                    MediaEvent|Media|EnabledClosedCaptioning|Person|VideoObject|
                    MediaEvent|Media|DisabledCloseCaptioning|Person|AudioObject|
                    MessageEvent|Forum|MarkedAsUnRead|Person|Message|
                    MessageEvent|Forum|Posted|Person|Message|
                    NavigationEvent|Reading|NavigatedTo|Person|SoftwareApplication|
                    SessionEvent|Session|LoggedIn|Person|SoftwareApplication|
                    SessionEvent|Session|TimedOut|SoftwareApplication|Session|
                    ThreadEvent|Forum|MarkedAsUnread|Person|Thread|
                    ToolUseEvent|ToolUse|Used|Person|SoftwareApplication|
                    ViewEvent|Grading|Viewed|Person|Result|
                    """)
    void takesEveryEventOfBothVersions(
            String type,
            String profile,
            String action,
            String actor,
            String object,
            String generated) {
        good(V1P1, event(V1P1, type, "", action, actor, object, generated));
        good(V1P2, event(V1P2, type, profile + "Profile", action, actor, object, generated));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FeedbackEvent|Feedback|Ranked|Person|Page|Rating
                    QuestionnaireEvent|Survey|Submitted|Person|Questionnaire|
                    QuestionnaireItemEvent|Survey|Completed|Person|QuestionnaireItem|OpenEndedResponse
                    ResourceManagementEvent|ResourceManagement|Copied|Person|Document|Document
                    SearchEvent|Search|Searched|Person|SoftwareApplication|SearchResponse
                    SurveyEvent|Survey|OptedOut|Person|Survey|
                    SurveyInvitationEvent|Survey|Sent|Person|SurveyInvitation|
                    """)
    void takesEveryEventOfVersionTwoAndOfExtensionProfiles(
            String type,
            String profile,
            String action,
            String actor,
            String object,
            String generated) {
        String extension = V1P1 + "/" + profile + "Profile-extension";
        good(V1P1, event(extension, type, "", action, actor, object, generated));
        good(V1P2, event(V1P2, type, profile + "Profile", action, actor, object, generated));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                "type": "Assessment", "items": ["urn:x:1", {"id": "urn:x:2",
                "type": "AssessmentItem", "isTimeDependent": false}], "maxAttempts": 2.0,
                "maxSubmits": 2, "maxScore": 15.0, "dateToActivate": "2026-03-01T08:00:00.000Z"
                """,
                """
                "type": "HighlightAnnotation", "annotator": "urn:x:p", "annotated": "urn:x:d",
                "selection": {"type": "TextPositionSelector", "start": 0, "end": 12},
                "selectionText": "ice"
                """,
                """
                "type": "Membership", "member": {"id": "urn:x:p", "type": "Person"},
                "organization": {"id": "urn:x:g", "type": "Group", "subOrganizationOf": "urn:x:c"},
                "roles": ["Mentor", "Mentor#Auditor", "Officer#Vice-Chair"], "status": "Inactive"
                """,
                """
                "type": "AudioObject", "duration": "PT1H12M27S", "muted": true,
                "volumeMin": "0", "volumeMax": "5", "volumeLevel": "3"
                """,
                """
                "type": "Person", "otherIdentifiers": [{"type": "SystemIdentifier",
                "identifier": "x", "identifierType": "LisSourcedId", "source": "urn:x:sis",
                "extensions": {"any": ["thing", 1, null]}}]
                """,
                """
                "type": "AggregateMeasureCollection", "items": [{"id": "urn:x:1",
                "type": "AggregateMeasure", "metric": "MinutesOnTask", "metricValue": 12}]
                """,
                """
                "type": "Rating", "rater": "urn:x:p", "selections": ["1"], "question": {
                "id": "urn:x:q", "type": "RatingScaleQuestion", "questionPosed": "?", "scale": {
                "id": "urn:x:s", "type": "MultiselectScale", "scalePoints": 2, "minSelections": 1,
                "itemLabels": ["a", "b"], "itemValues": ["-1", "1"], "isOrderedSelection": false}}
                """,
                """
                "type": "SearchResponse", "searchProvider": "urn:x:a", "searchResultsItemCount": 0,
                "query": {"id": "urn:x:q", "type": "Query", "searchTerms": "ice AND snow"}
                """
            })
    void takesDescribes(String members) {
        String item = "{\"@context\": \"%s\", \"id\": \"urn:x:0\", %s}".formatted(V1P2, members);

        assertThat(good(V1P2, item).subject()).isEqualTo("urn:x:0");
    }

    private static String event(
            String context,
            String type,
            String profile,
            String action,
            String actor,
            String object,
            String generated) {
        return """
        {"@context": "%s", "id": "%s", "type": "%s", %s "action": "%s",
         "actor": {"id": "urn:x:a", "type": "%s"}, %s
         "object": {"id": "urn:x:o", "type": "%s"},
         "eventTime": "2026-03-04T09:15:27.031Z"}\
        """
                .formatted(
                        context,
                        ID,
                        type,
                        profile.isEmpty() ? "" : "\"profile\": \"" + profile + "\",",
                        action,
                        actor,
                        generated == null
                                ? ""
                                : "\"generated\": {\"id\": \"urn:x:g\", \"type\": \""
                                        + generated
                                        + "\"},",
                        object);
    }
}

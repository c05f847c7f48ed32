package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.EVENT;
import static org.nucleus.collector.caliper.Documents.ID;
import static org.nucleus.collector.caliper.Documents.V1P1;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.bad;
import static org.nucleus.collector.caliper.Documents.envelope;
import static org.nucleus.collector.caliper.Documents.good;
import static org.nucleus.collector.caliper.Documents.read;
import static org.nucleus.collector.caliper.Documents.rules;
import static org.nucleus.collector.caliper.Documents.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A property holds what the tables of Caliper 1.2 give for the entity or event that has it. */
class OwnersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AggregateMeasureCollection|items[]|AggregateMeasure|Rating
                    Annotation|annotated|Page|Person
                    Annotation|annotator|Person|CourseSection
                    TagAnnotation|annotator|Person|SoftwareApplication
                    SharedAnnotation|withAgents[]|Group|Page
                    HighlightAnnotation|selection|TextPositionSelector|Person
                    Assessment|items[]|AssessmentItem|Page
                    Attempt|assignee|Person|Group
                    Attempt|assignable|Assessment|Person
                    Collection|items[]|Person|SystemIdentifier
                    Comment|commenter|Person|CourseSection
                    DigitalResourceCollection|items[]|VideoObject|Person
                    Forum|items[]|Thread|Message
                    Membership|member|Person|Organization
                    Membership|organization|CourseSection|Person
                    Message|attachments[]|Document|Person
                    Message|replyTo|Message|Thread
                    Organization|members[]|Person|DigitalResourceCollection
                    CourseSection|subOrganizationOf|CourseOffering|Person
                    Page|creators[]|SoftwareApplication|Page
                    Page|learningObjectives[]|LearningObjective|Page
                    Query|creator|Person|SoftwareApplication
                    Questionnaire|items[]|QuestionnaireItem|Question
                    QuestionnaireItem|question|OpenEndedQuestion|Person
                    Rating|rater|Person|Group
                    Rating|question|RatingScaleQuestion|Person
                    Rating|ratingComment|Comment|Person
                    RatingScaleQuestion|scale|LikertScale|Rating
                    Response|attempt|Attempt|Score
                    Result|scoredBy|SoftwareApplication|Page
                    Score|attempt|Attempt|Assessment
                    SearchResponse|query|Query|Person
                    SearchResponse|searchProvider|SoftwareApplication|Person
                    Session|user|Person|SoftwareApplication
                    LtiSession|user|Person|Organization
                    Session|client|SoftwareApplication|Person
                    Survey|items[]|Questionnaire|Page
                    SurveyInvitation|rater|Person|Group
                    SurveyInvitation|survey|Survey|Questionnaire
                    Thread|items[]|Message|Forum
                    """)
    void checksTheEntitiesOfAnEntityByItsOwnTable(
            String owner, String property, String right, String wrong) {
        String pointer =
                property.endsWith("[]")
                        ? "/data/0/" + property.replace("[]", "/0")
                        : "/data/0/" + property;

        good(V1P2, described(owner, property, right));
        good(V1P2, typeLast(owner, property, right));
        if (!right.equals("TextPositionSelector")) {
            good(V1P2, described(owner, property, "Entity"));
        }
        assertThat(rules(bad(V1P2, described(owner, property, wrong)).violations()))
                .containsExactly(pointer + " caliper.entity");
        assertThat(rules(bad(V1P2, typeLast(owner, property, wrong)).violations()))
                .containsExactly(pointer + " caliper.entity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AnnotationEvent|Highlighted|Page|actor|Person|SoftwareApplication
                    AnnotationEvent|Highlighted|Page|target|Frame|Page
                    AssessmentEvent|Started|Assessment|actor|Person|Group
                    AssessmentItemEvent|Started|AssessmentItem|referrer|AssessmentItem|WebPage
                    AssignableEvent|Started|Assessment|target|Frame|Person
                    ForumEvent|Subscribed|Forum|federatedSession|LtiSession|Attempt
                    MediaEvent|Started|VideoObject|target|MediaLocation|Frame
                    NavigationEvent|NavigatedTo|Page|referrer|SoftwareApplication|Person
                    NavigationEvent|NavigatedTo|Page|target|Frame|Person
                    NavigationEvent|NavigatedTo|Page|object|SoftwareApplication|Person
                    ResourceManagementEvent|Copied|Page|generated|Document|Person
                    ResourceManagementEvent|Copied|Page|object|Document|Person
                    SessionEvent|LoggedIn|SoftwareApplication|target|Page|Person
                    ToolUseEvent|Used|SoftwareApplication|target|SoftwareApplication|Page
                    ToolUseEvent|Used|SoftwareApplication|generated|AggregateMeasureCollection|Score
                    ViewEvent|Viewed|Page|object|Result|CourseSection
                    """)
    void checksTheEntitiesOfAnEventByItsOwnTable(
            String type,
            String action,
            String object,
            String property,
            String right,
            String wrong) {
        good(V1P2, event(V1P2, type, action, object, property, right));
        good(V1P2, event(V1P2, type, action, object, property, "Entity"));
        assertThat(
                        rules(
                                bad(V1P2, event(V1P2, type, action, object, property, wrong))
                                        .violations()))
                .allMatch(rule -> rule.startsWith("/data/0/" + property + " caliper."))
                .isNotEmpty();
    }

    @Test
    void versionOneKeepsItsWiderTypes() {
        good(V1P1, described("Membership", "member", "Group").replace(V1P2, V1P1));
        good(V1P1, event(V1P1, "ViewEvent", "Viewed", "Page", "actor", "Group"));
    }

    @Test
    void findsTheOwnerOfANestedEntity() {
        String attempt =
                """
                {"@context": "%s", "id": "urn:x:0", "type": "Score", "attempt": {"assignee":
                 {"id": "urn:x:2", "type": "Group"}, "id": "urn:x:1", "type": "Attempt"}}\
                """
                        .formatted(V1P2);

        assertThat(rules(bad(V1P2, attempt).violations()))
                .containsExactly("/data/0/attempt/assignee caliper.entity");
    }

    @ParameterizedTest
    @CsvSource({"Comment", "MultipleChoiceResponse", "TrueFalseResponse"})
    void wantsOneTextWhereTheTableGivesOne(String owner) {
        String item =
                """
                {"@context": "%s", "id": "urn:x:0", "value": ["a", "b"], "type": "%s"}\
                """
                        .formatted(V1P2, owner);

        assertThat(rules(bad(V1P2, item).violations()))
                .containsExactly("/data/0/value caliper.text");
        good(V1P2, item.replace("[\"a\", \"b\"]", "\"a\""));
        good(V1P2, item.replace(owner, "OpenEndedResponse"));
    }

    @Test
    void takesCaseItemUriAsATypeOfIdentifier() {
        good(
                V1P2,
                """
                {"@context": "%s", "id": "urn:x:0", "type": "LearningObjective", "otherIdentifiers":
                 [{"type": "SystemIdentifier", "identifier": "urn:x:1",
                   "identifierType": "CaseItemUri"}]}\
                """
                        .formatted(V1P2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    SoftwareApplication|ipAddress|"MustVanish"|7|caliper.text
                    SoftwareApplication|ipAddress|null|["MustVanish"]|caliper.text
                    LtiSession|messageParameters|{"nonce": "MustVanish"}|["MustVanish"]|caliper.map
                    LtiSession|messageParameters|null|"MustVanish"|caliper.map
                    """)
    void checksWhatIsNeverStored(
            String owner, String property, String right, String wrong, String rule) {
        String item = "{\"@context\": \"%s\", \"id\": \"urn:x:0\", \"type\": \"%s\", \"%s\": %s}";
        Item.Bad refused = bad(V1P2, item.formatted(V1P2, owner, property, wrong));

        assertThat(text(good(V1P2, item.formatted(V1P2, owner, property, right))))
                .doesNotContain("MustVanish", property);
        assertThat(rules(refused.violations())).containsExactly("/data/0/" + property + " " + rule);
        assertThat(text(refused)).doesNotContain("MustVanish", property);
    }

    @Test
    void keepsAnEventWithAnUnknownTypeOfEntityAndSaysSo() {
        String unknown = EVENT.replace("\"Document\"", "\"Hologram\"");

        Item.Good kept = good(V1P2, unknown);

        assertThat(rules(kept.warnings())).containsExactly("/object/type caliper.type");
        assertThat(good(V1P2, EVENT).warnings()).isEmpty();
        assertThat(read(envelope(V1P2, unknown)).strict())
                .isInstanceOfSatisfying(
                        EnvelopeOutcome.Refused.class,
                        refused ->
                                assertThat(rules(refused.violations()))
                                        .containsExactly("/data/0/object/type caliper.type"));
    }

    private static String described(String owner, String property, String type) {
        return "{\"@context\": \"%s\", \"id\": \"urn:x:0\", \"type\": \"%s\", %s}"
                .formatted(V1P2, owner, member(property, type));
    }

    private static String typeLast(String owner, String property, String type) {
        return "{\"@context\": \"%s\", \"id\": \"urn:x:0\", %s, \"type\": \"%s\"}"
                .formatted(V1P2, member(property, type), owner);
    }

    private static String member(String property, String type) {
        String entity =
                switch (type) {
                    case "AggregateMeasure" ->
                            "{\"id\": \"urn:x:1\", \"type\": \"AggregateMeasure\", \"metric\":"
                                    + " \"WordsRead\", \"metricValue\": 1}";
                    case "TextPositionSelector" ->
                            "{\"type\": \"TextPositionSelector\", \"start\": 1, \"end\": 2}";
                    case "SystemIdentifier" ->
                            "{\"type\": \"SystemIdentifier\", \"identifier\": \"1\","
                                    + " \"identifierType\": \"Other\"}";
                    default -> "{\"id\": \"urn:x:1\", \"type\": \"" + type + "\"}";
                };
        return property.endsWith("[]")
                ? "\"" + property.replace("[]", "") + "\": [" + entity + ", \"urn:x:2\"]"
                : "\"" + property + "\": " + entity;
    }

    private static String event(
            String context,
            String type,
            String action,
            String object,
            String property,
            String held) {
        String members =
                property.equals("object")
                        ? member("object", held) + ", " + member("actor", "Person")
                        : property.equals("actor")
                                ? member("actor", held) + ", " + member("object", object)
                                : member("object", object)
                                        + ", "
                                        + member("actor", "Person")
                                        + ", "
                                        + member(property, held);
        return """
        {"@context": "%s", "id": "%s", "type": "%s", "action": "%s", %s,
         "eventTime": "2026-03-04T09:15:27.031Z"}\
        """
                .formatted(context, ID, type, action, members);
    }
}

package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Actor;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;
import org.nucleus.model.Violation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

final class CaliperItemTest {
    private static final String GRADED =
            """
            {
              "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2",
              "id": "urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
              "type": "GradeEvent", "action": "Graded",
              "actor": {"id": "https://lms.oakfield.example/users/t-1", "type": "Person", "name": "Mr Oak"},
              "object": {
                "id": "https://lms.oakfield.example/tasks/5/attempts/1", "type": "Attempt",
                "assignee": {"id": "https://lms.oakfield.example/users/s-77", "type": "Person"},
                "assignable": "https://lms.oakfield.example/tasks/5",
                "extensions": {"late": true}
              },
              "generated": {"id": "urn:score", "type": "Score", "maxScore": 20, "scoreGiven": 17.5},
              "eventTime": "2026-11-02T09:12:00.250Z",
              "edApp": {"id": "https://lms.oakfield.example", "type": "SoftwareApplication"},
              "group": {
                "id": "https://lms.oakfield.example/courses/9/sections/2", "type": "CourseSection",
                "subOrganizationOf": {"id": "https://lms.oakfield.example/courses/9", "type": "CourseOffering"}
              },
              "membership": {"id": "urn:m", "type": "Membership", "roles": ["Instructor", "Member"]},
              "session": {"id": "https://lms.oakfield.example/sessions/4", "type": "Session"},
              "extensions": {"room": {"no": 12}, "client_ip": "10.0.0.9"}
            }
            """;

    @Test
    void everyPartOfAnEventHasItsPlace() {
        Event event = Received.event(Format.CALIPER, GRADED);

        assertThat(event.provenance().nativeType()).isEqualTo("GradeEvent");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-11-02T09:12:00.250Z"));
        assertThat(event.actor())
                .isEqualTo(new Actor("https://lms.oakfield.example/users/t-1", "Person", "Mr Oak"));
        assertThat(event.verb())
                .isEqualTo(new Verb("https://w3id.org/xapi/acrossx/verbs/evaluated", "Graded"));
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                "https://lms.oakfield.example/tasks/5/attempts/1",
                                "http://adlnet.gov/expapi/activities/attempt",
                                null));
        assertThat(event.result())
                .isEqualTo(new Result(17.5, null, 20.0, 0.875, null, null, null, null));
        assertThat(event.context().learner()).isEqualTo("https://lms.oakfield.example/users/s-77");
        assertThat(event.context().parents())
                .containsExactly("https://lms.oakfield.example/tasks/5");
        assertThat(event.context().course()).isEqualTo("https://lms.oakfield.example/courses/9");
        assertThat(event.context().group())
                .isEqualTo("https://lms.oakfield.example/courses/9/sections/2");
        assertThat(event.context().role()).isEqualTo("Instructor");
        assertThat(event.context().session()).isEqualTo("https://lms.oakfield.example/sessions/4");
        assertThat(event.context().platform()).isEqualTo("https://lms.oakfield.example");
        assertThat(event.extensions())
                .containsExactly(Map.entry("room", "{\"no\":12}"), Map.entry("late", "true"));
        assertThat(event.payload()).isEqualTo(GRADED);
    }

    @ParameterizedTest
    @CsvSource({
        "AnnotationEvent, Bookmarked, Page, http://id.tincanapi.com/verb/bookmarked,"
                + " https://w3id.org/xapi/acrossx/activities/webpage",
        "AnnotationEvent, Highlighted, Document,"
                + " http://purl.imsglobal.org/caliper/actions/Highlighted,"
                + " http://id.tincanapi.com/activitytype/document",
        "AnnotationEvent, Tagged, Page, http://activitystrea.ms/tag,"
                + " https://w3id.org/xapi/acrossx/activities/webpage",
        "FeedbackEvent, Commented, Chapter, http://adlnet.gov/expapi/verbs/commented,"
                + " http://id.tincanapi.com/activitytype/chapter",
        "FeedbackEvent, Ranked, Comment, http://id.tincanapi.com/verb/rated,"
                + " http://activitystrea.ms/comment",
        "AssessmentEvent, Started, Assessment, http://adlnet.gov/expapi/verbs/initialized,"
                + " http://adlnet.gov/expapi/activities/assessment",
        "AssessmentEvent, Paused, Assessment, http://adlnet.gov/expapi/verbs/suspended,"
                + " http://adlnet.gov/expapi/activities/assessment",
        "AssessmentEvent, Restarted, Assessment, http://adlnet.gov/expapi/verbs/attempted,"
                + " http://adlnet.gov/expapi/activities/assessment",
        "AssessmentEvent, Reset, Assessment, http://purl.imsglobal.org/caliper/actions/Reset,"
                + " http://adlnet.gov/expapi/activities/assessment",
        "AssessmentItemEvent, Completed, AssessmentItem, http://adlnet.gov/expapi/verbs/answered,"
                + " http://adlnet.gov/expapi/activities/question",
        "QuestionnaireItemEvent, Skipped, QuestionnaireItem, http://id.tincanapi.com/verb/skipped,"
                + " http://adlnet.gov/expapi/activities/question",
        "AssignableEvent, Activated, AssignableDigitalResource,"
                + " http://purl.imsglobal.org/caliper/actions/Activated,"
                + " http://id.tincanapi.com/activitytype/school-assignment",
        "AssignableEvent, Completed, AssignableDigitalResource,"
                + " http://adlnet.gov/expapi/verbs/completed,"
                + " http://id.tincanapi.com/activitytype/school-assignment",
        "AssignableEvent, Reviewed, DigitalResource, http://id.tincanapi.com/verb/reviewed,"
                + " http://id.tincanapi.com/activitytype/school-assignment",
        "ForumEvent, Subscribed, Forum, http://activitystrea.ms/follow,"
                + " https://w3id.org/xapi/acrossx/activities/online-discussion",
        "ForumEvent, Unsubscribed, Forum, http://activitystrea.ms/stop-following,"
                + " https://w3id.org/xapi/acrossx/activities/online-discussion",
        "MediaEvent, Started, VideoObject, http://adlnet.gov/expapi/verbs/initialized,"
                + " https://w3id.org/xapi/video/activity-type/video",
        "MediaEvent, Paused, MediaObject, https://w3id.org/xapi/video/verbs/paused,"
                + " http://adlnet.gov/expapi/activities/media",
        "MediaEvent, Restarted, AudioObject, https://w3id.org/xapi/video/verbs/played,"
                + " https://w3id.org/xapi/audio/activity-type/audio",
        "MediaEvent, JumpedTo, VideoObject, https://w3id.org/xapi/video/verbs/seeked,"
                + " https://w3id.org/xapi/video/activity-type/video",
        "MediaEvent, DisabledClosedCaptioning, VideoObject,"
                + " http://adlnet.gov/expapi/verbs/interacted,"
                + " https://w3id.org/xapi/video/activity-type/video",
        "MessageEvent, Posted, Message, https://w3id.org/xapi/acrossx/verbs/posted,"
                + " https://w3id.org/xapi/acrossx/activities/message",
        "ThreadEvent, MarkedAsUnRead, Thread, http://id.tincanapi.com/verb/marked-unread,"
                + " http://id.tincanapi.com/activitytype/discussion",
        "ThreadEvent, MarkedAsUnread, Thread, http://id.tincanapi.com/verb/marked-unread,"
                + " http://id.tincanapi.com/activitytype/discussion",
        "SurveyEvent, OptedIn, Survey, http://adlnet.gov/expapi/verbs/registered,"
                + " http://purl.imsglobal.org/caliper/Survey",
        "SurveyInvitationEvent, Declined, SurveyInvitation, http://activitystrea.ms/deny,"
                + " http://purl.imsglobal.org/caliper/SurveyInvitation",
        "ResourceManagementEvent, Uploaded, Document, https://w3id.org/xapi/netc/verbs/uploaded,"
                + " http://id.tincanapi.com/activitytype/document",
        "ResourceManagementEvent, Copied, DigitalResource,"
                + " http://purl.imsglobal.org/caliper/actions/Copied,"
                + " http://id.tincanapi.com/activitytype/document",
        "SessionEvent, LoggedIn, SoftwareApplication, https://w3id.org/xapi/adl/verbs/logged-in,"
                + " http://activitystrea.ms/application",
        "ToolLaunchEvent, Returned, LtiLink, http://adlnet.gov/expapi/verbs/exited,"
                + " http://adlnet.gov/expapi/activities/link",
        "ToolUseEvent, Used, SoftwareApplication, http://activitystrea.ms/use,"
                + " http://activitystrea.ms/application",
        "NavigationEvent, NavigatedTo, WebPage, https://w3id.org/xapi/dod-isd/verbs/navigated,"
                + " https://w3id.org/xapi/acrossx/activities/webpage",
        "ViewEvent, Viewed, Frame, http://id.tincanapi.com/verb/viewed,"
                + " http://purl.imsglobal.org/caliper/Frame",
        "SearchEvent, Searched, SoftwareApplication, https://w3id.org/xapi/acrossx/verbs/searched,"
                + " http://activitystrea.ms/application",
        "Event, Activated, CourseOffering, http://adlnet.gov/expapi/verbs/registered,"
                + " http://adlnet.gov/expapi/activities/course",
        "Event, Deactivated, CourseSection, http://id.tincanapi.com/verb/unregistered,"
                + " http://adlnet.gov/expapi/activities/course",
        "Event, Activated, Page, http://purl.imsglobal.org/caliper/actions/Activated,"
                + " https://w3id.org/xapi/acrossx/activities/webpage",
        "Event, Paused, VideoObject, https://w3id.org/xapi/video/verbs/paused,"
                + " https://w3id.org/xapi/video/activity-type/video",
        "Event, Created, Group, http://activitystrea.ms/create, http://activitystrea.ms/group",
        "Event, Liked, Organization, https://w3id.org/xapi/acrossx/verbs/liked,"
                + " http://activitystrea.ms/organization",
        "Event, Questioned, Entity, http://purl.imsglobal.org/caliper/actions/Questioned,"
                + " http://purl.imsglobal.org/caliper/Entity"
    })
    void actionAndEntityBecomeVerbAndObjectType(
            String eventType, String action, String entity, String verb, String objectType) {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"%s","action":"%s","actor":"urn:a","object":{"id":"urn:o","type":"%s"}}
                        """
                                .formatted(eventType, action, entity));
        assertThat(event.verb()).isEqualTo(new Verb(verb, action));
        assertThat(event.object().type()).isEqualTo(objectType);
        assertThat(event.provenance().nativeType()).isEqualTo(eventType);
    }

    @Test
    void aMessageThatAnswersAnotherIsAReply() {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"MessageEvent","action":"Posted","actor":"urn:a",
                         "object":{"id":"urn:m2","type":"Message","replyTo":"urn:m1","isPartOf":{"id":"urn:thread"}}}
                        """);
        assertThat(event.verb().id()).isEqualTo("http://id.tincanapi.com/verb/replied");
        assertThat(event.context().parents()).containsExactly("urn:thread");
    }

    @Test
    void entitiesMayBeBareIrisAndBlankNodes() {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"ForumEvent","action":"Subscribed","actor":"_:someone","object":"urn:forum",
                         "group":"urn:course","session":"_:s","edApp":"urn:app","membership":"urn:m"}
                        """);
        assertThat(event.actor()).isEqualTo(new Actor("anonymous:" + Received.ID, "Agent", null));
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                "urn:forum",
                                "https://w3id.org/xapi/acrossx/activities/online-discussion",
                                null));
        assertThat(event.context().course()).isEqualTo("urn:course");
        assertThat(event.context().session()).isNull();
        assertThat(event.context().platform()).isEqualTo("urn:app");
        assertThat(event.context().role()).isNull();
    }

    @Test
    void uuidsAreInLowerCaseWhereverTheyReferToSomething() {
        String urn = "URN:UUID:7D1B9F0E-58F2-4A6E-9A33-3A9D8F5D2C11";
        String folded = "urn:uuid:7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11";
        String item =
                """
                {"type": "ViewEvent", "action": "Viewed", "actor": "%s", "object": {"id": "%s",
                 "type": "Page", "isPartOf": "%s"}, "session": {"id": "%s", "type": "Session"},
                 "group": "%s", "edApp": "%s", "eventTime": "2026-11-02T09:12:00.250Z"}
                """;

        Event event = Received.event(Format.CALIPER, item.formatted(urn, urn, urn, urn, urn, urn));

        assertThat(event.actor().id()).isEqualTo(folded);
        assertThat(event.object().id()).isEqualTo(folded);
        assertThat(event.context().parents()).containsExactly(folded);
        assertThat(event.context().session()).isEqualTo(folded);
        assertThat(event.context().group()).isEqualTo(folded);
        assertThat(event.context().course()).isEqualTo(folded);
        assertThat(event.context().platform()).isEqualTo(folded);
        assertThat(Received.normalised(Format.CALIPER, item.replace("%s", urn)).content())
                .isEqualTo(
                        Received.normalised(Format.CALIPER, item.replace("%s", folded)).content());
    }

    @Test
    void whatWasWrongWithAnEventThatIsKeptIsAnExtension() {
        ReceivedEvent received = Received.of(Format.CALIPER, GRADED);
        ReceivedEvent warned =
                new ReceivedEvent(
                        received.tenant(),
                        received.source(),
                        received.format(),
                        received.formatVersion(),
                        received.receivedTime(),
                        received.eventId(),
                        received.subject(),
                        received.payload(),
                        List.of(
                                new Violation(
                                        "/object/type", "caliper.type", "must be \"known\"")));

        assertThat(Received.normalised(warned).event().extensions())
                .containsEntry(
                        "urn:nucleus:warnings",
                        "[{\"pointer\":\"/object/type\",\"rule\":\"caliper.type\","
                                + "\"message\":\"must be \\\"known\\\"\"}]");
        assertThat(Received.normalised(received).event().extensions())
                .doesNotContainKey("urn:nucleus:warnings");
    }

    @Test
    void aNumberThatNoArithmeticHoldsKeepsItsText() {
        String item = GRADED.replace("{\"no\": 12}", "1E99999999999");

        assertThat(Received.event(Format.CALIPER, item).extensions())
                .containsEntry("room", "1E99999999999");
        assertThat(Received.normalised(Format.CALIPER, item).content())
                .isNotEqualTo(
                        Received.normalised(Format.CALIPER, item.replace("1E9", "1E8")).content());
    }

    @Test
    void aSessionThatTimedOutIsAboutItsUser() {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"SessionEvent","action":"TimedOut",
                         "actor":{"id":"urn:app","type":"SoftwareApplication"},
                         "object":{"id":"urn:session","type":"Session","user":{"id":"urn:user","type":"Person"}}}
                        """);
        assertThat(event.verb().id()).isEqualTo("https://w3id.org/xapi/adl/verbs/logged-out");
        assertThat(event.actor().type()).isEqualTo("SoftwareApplication");
        assertThat(event.context().learner()).isEqualTo("urn:user");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "20, 17, 0.85",
                "20, 21, -",
                "0, 0, -",
                "20, -1, -",
                "10, 10, 1.0",
                "10, 0, 0.0"
            })
    void aScoreIsScaledOnlyWithinItsBounds(String most, String given, Double scaled) {
        Event event =
                Received.event(
                        Format.CALIPER,
                        GRADED.replace("\"maxScore\": 20", "\"maxScore\": " + most)
                                .replace("17.5", given));
        assertThat(event.result().scoreRaw()).isEqualTo(Double.valueOf(given));
        assertThat(event.result().scoreScaled()).isEqualTo(scaled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"MultipleChoiceResponse\",\"value\":\"C\",\"duration\":\"PT8S\" | C |"
                        + " PT8S",
                "\"type\":\"FillinBlankResponse\",\"values\":[\"two\",\"3\"],\"duration\":\"PT9S\""
                        + " | two[,]3 | PT9S",
                "\"type\":\"RatingScaleResponse\",\"selections\":[\"ok\"],\"duration\":\"PT1S\" |"
                        + " ok | PT1S",
            })
    void anAnswerIsTheResponse(String members, String response, String duration) {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"AssessmentItemEvent","action":"Completed","actor":"urn:a","object":"urn:q",
                         "generated":{"id":"urn:r",%s}}
                        """
                                .formatted(members));
        assertThat(event.result().response()).isEqualTo(response);
        assertThat(event.result().duration()).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"id\":\"urn:g\",\"type\":\"CourseOffering\"} | urn:g",
                "{\"id\":\"urn:g\",\"type\":\"CourseSection\"} | urn:g",
                "{\"id\":\"urn:g\",\"type\":\"CourseSection\",\"subOrganizationOf\":\"urn:c\"} |"
                        + " urn:c",
                "{\"id\":\"urn:g\",\"type\":\"Group\",\"subOrganizationOf\":{\"id\":\"urn:s\",\"type\":\"CourseSection\"}}"
                    + " | urn:s",
                "{\"id\":\"urn:g\",\"type\":\"Group\"} | -",
                "{\"id\":\"urn:g\",\"type\":\"CourseSection\",\"subOrganizationOf\":{\"id\":\"urn:d\",\"type\":\"Organization\"}}"
                    + " | urn:g",
            })
    void theCourseIsFoundAboveTheGroup(String group, String course) {
        Event event =
                Received.event(
                        Format.CALIPER,
                        """
                        {"type":"ViewEvent","action":"Viewed","actor":"urn:a","object":"urn:o","group":%s}
                        """
                                .formatted(group));
        assertThat(event.context().course()).isEqualTo(course);
        assertThat(event.context().group()).isEqualTo("urn:g");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"id\":\"urn:o\",\"type\":\"CourseOffering\"} | urn:o",
                "{\"id\":\"urn:o\",\"type\":\"CourseSection\"} | urn:o",
                "{\"id\":\"urn:o\",\"type\":\"CourseSection\",\"subOrganizationOf\":{\"id\":\"urn:c\",\"type\":\"CourseOffering\"}}"
                    + " | urn:c",
                "{\"id\":\"urn:o\",\"type\":\"Group\"} | -",
                "\"urn:o\" | -",
            })
    void theCourseIsTheObjectWhereNoGroupTells(String object, String course) {
        String event =
                """
                {"type":"NavigationEvent","action":"NavigatedTo","actor":"urn:a","object":%s%s}
                """;

        assertThat(Received.event(Format.CALIPER, event.formatted(object, "")).context().course())
                .isEqualTo(course);
        assertThat(
                        Received.event(
                                        Format.CALIPER,
                                        event.formatted(object, ",\"group\":\"urn:group\""))
                                .context()
                                .course())
                .isEqualTo("urn:group");
    }

    @Test
    void anEntityDescribeIsNoEvent() {
        assertThat(
                        Normaliser.normalise(
                                Received.of(
                                        Format.CALIPER,
                                        "{\"id\":\"urn:p\",\"type\":\"Person\",\"name\":\"Ines\"}")))
                .isEqualTo(new Outcome.Described("Person"));
    }

    @Test
    void everyMissingPartIsNamed() {
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Received.of(
                                        Format.CALIPER,
                                        "{\"type\":\"ViewEvent\",\"eventTime\":\"now\"}")))
                .isEqualTo(
                        "/eventTime nucleus.time,/actor caliper.actor,/object"
                                + " caliper.object,/action caliper.action");
        assertThat(Received.refusal(FailureKind.INVALID, Received.of(Format.CALIPER, "{}")))
                .isEqualTo("/type caliper.type");
    }
}

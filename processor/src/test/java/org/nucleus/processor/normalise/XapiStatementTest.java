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
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;

import java.time.Instant;
import java.util.List;

final class XapiStatementTest {
    private static final String ANSWERED =
            """
            {
              "id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
              "actor": {"account": {"homePage": "https://lms.oakfield.example", "name": "s-77"}, "name": "Ines"},
              "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
              "object": {
                "id": "https://lms.oakfield.example/quizzes/3/q/1",
                "definition": {
                  "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                  "name": {"de": "Frage 1", "en-GB": "Question 1"},
                  "extensions": {"https://x.example/difficulty": 1.50}
                }
              },
              "result": {
                "score": {"raw": 8, "min": 0, "max": 10, "scaled": 0.8},
                "success": true, "completion": false, "response": "a[,]c", "duration": "PT12.5S",
                "extensions": {"https://x.example/tries": [1, {"b": null}]}
              },
              "context": {
                "registration": "7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11",
                "platform": "Oak LMS", "language": "de",
                "team": {"objectType": "Group", "mbox": "mailto:Team.A@Oakfield.EXAMPLE"},
                "contextActivities": {
                  "parent": {"id": "https://lms.oakfield.example/quizzes/3"},
                  "grouping": [
                    {"id": "https://lms.oakfield.example/school"},
                    {"id": "https://lms.oakfield.example/courses/9",
                     "definition": {"type": "http://adlnet.gov/expapi/activities/course"}}
                  ]
                },
                "extensions": {
                  "https://x.example/room": "B\\u00e4r",
                  "http://id.tincanapi.com/extension/ip-address": "10.1.2.3",
                  "urn:nucleus:clock-skew": 7
                }
              },
              "timestamp": "2026-11-02T10:15:30.1239+02:00",
              "stored": "2026-11-02T09:30:00.250Z",
              "authority": {"account": {"homePage": "urn:x", "name": "lms-1"}},
              "version": "1.0.3"
            }
            """;

    @Test
    void everyPartOfAStatementHasItsPlace() {
        Event event = Received.event(Format.XAPI, ANSWERED);

        assertThat(event.id()).isEqualTo(Received.ID);
        assertThat(event.provenance())
                .isEqualTo(new Provenance("oakfield", "lms-1", Format.XAPI, "1.0.3", "Statement"));
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-11-02T08:15:30.123Z"));
        assertThat(event.receivedTime()).isEqualTo(Received.RECEIVED_TIME);
        assertThat(event.actor())
                .isEqualTo(new Actor("account:https://lms.oakfield.example|s-77", "Agent", "Ines"));
        assertThat(event.verb())
                .isEqualTo(
                        new Verb(
                                "http://adlnet.gov/expapi/verbs/answered",
                                "http://adlnet.gov/expapi/verbs/answered"));
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                "https://lms.oakfield.example/quizzes/3/q/1",
                                "http://adlnet.gov/expapi/activities/cmi.interaction",
                                "Frage 1"));
        assertThat(event.result())
                .isEqualTo(new Result(8.0, 0.0, 10.0, 0.8, true, false, "PT12.5S", "a[,]c"));
        assertThat(event.context().registration())
                .isEqualTo("7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11")
                .isEqualTo(event.context().session());
        assertThat(event.context().course()).isEqualTo("https://lms.oakfield.example/courses/9");
        assertThat(event.context().meeting()).isNull();
        assertThat(event.context().platform()).isEqualTo("Oak LMS");
        assertThat(event.context().language()).isEqualTo("de");
        assertThat(event.context().parents())
                .containsExactly("https://lms.oakfield.example/quizzes/3");
        assertThat(event.context().group()).isEqualTo("mailto:Team.A@oakfield.example");
        assertThat(event.payload())
                .startsWith(ANSWERED.substring(0, ANSWERED.indexOf("\"stored\"")))
                .endsWith("\"name\":\"lms-1\"}}}");
    }

    @Test
    void extensionsAreKeptAsSentLessNetworkAddressesAndOurOwnNames() {
        assertThat(Received.event(Format.XAPI, ANSWERED).extensions())
                .containsExactly(
                        java.util.Map.entry("https://x.example/room", "\"Bär\""),
                        java.util.Map.entry("https://x.example/tries", "[1,{\"b\":null}]"),
                        java.util.Map.entry("https://x.example/difficulty", "1.50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"mbox\":\"mailto:Ada@School.EXAMPLE\"} | mailto:Ada@school.example | Agent",
                "{\"mbox_sha1sum\":\"EBD31E95054C018B10727CCFFD2EF2EC3A016EE9\"} |"
                        + " mbox_sha1sum:ebd31e95054c018b10727ccffd2ef2ec3a016ee9 | Agent",
                "{\"openid\":\"https://ada.example/\"} | openid:https://ada.example/ | Agent",
                "{\"objectType\":\"Group\",\"openid\":\"https://g.example/\"} |"
                        + " openid:https://g.example/ | Group",
                "{\"objectType\":\"Group\",\"member\":[{\"openid\":\"https://a.example/\"}]} |"
                        + " anonymous:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed | Group",
            })
    void anActorHasOneCanonicalIdWhateverIdentifiesIt(String actor, String id, String type) {
        Event event = Received.event(Format.XAPI, statement(actor, "{\"id\":\"urn:o\"}"));
        assertThat(event.actor().id()).isEqualTo(id);
        assertThat(event.actor().type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"id\":\"urn:o\"} | urn:o | - | -",
                "{\"objectType\":\"Activity\",\"id\":\"urn:o\",\"definition\":{\"type\":\"http://activitystrea.ms/schema/1.0/page\",\"name\":{\"fr\":\"P\"}}}"
                    + " | urn:o | http://activitystrea.ms/page | P",
                "{\"objectType\":\"Agent\",\"mbox\":\"mailto:a@b.example\",\"name\":\"A\"} |"
                        + " mailto:a@b.example | Agent | A",
                "{\"objectType\":\"Group\",\"member\":[]} |"
                        + " anonymous:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed | Group | -",
                "{\"objectType\":\"StatementRef\",\"id\":\"e05aa883-acaf-40ad-bf54-02c8ce485fb0\"}"
                        + " | e05aa883-acaf-40ad-bf54-02c8ce485fb0 | StatementRef | -",
                "{\"objectType\":\"SubStatement\",\"object\":{\"id\":\"urn:inner\"}} | urn:inner |"
                        + " SubStatement | -",
            })
    void everyKindOfObjectIsTold(String object, String id, String type, String name) {
        assertThat(
                        Received.event(Format.XAPI, statement("{\"openid\":\"urn:a\"}", object))
                                .object())
                .isEqualTo(new EventObject(id, type, name));
    }

    @ParameterizedTest
    @CsvSource({
        "muted, https://w3id.org/xapi/virtual-classroom/verbs/stopped, micro",
        "unmuted, http://activitystrea.ms/start, micro",
        "started-camera, http://activitystrea.ms/start, camera",
        "stopped-camera, https://w3id.org/xapi/virtual-classroom/verbs/stopped, camera",
        "shared-screen, http://activitystrea.ms/share, screen",
        "unshared-screen, http://activitystrea.ms/unshare, screen",
        "raised-hand, https://w3id.org/xapi/virtual-classroom/verbs/reacted, virtual-classroom",
        "lowered-hand, https://w3id.org/xapi/virtual-classroom/verbs/unreacted, virtual-classroom",
        "posted-message, https://w3id.org/xapi/virtual-classroom/verbs/posted-message,"
                + " virtual-classroom"
    })
    void verbsOfTheVirtualClassroomFold(String sent, String verb, String type) {
        String sentIri = "https://w3id.org/xapi/virtual-classroom/verbs/" + sent;
        Event event = Received.event(Format.XAPI, inMeeting(sentIri));
        assertThat(event.verb()).isEqualTo(new Verb(verb, sentIri));
        assertThat(event.object().type())
                .isEqualTo("https://w3id.org/xapi/virtual-classroom/activity-types/" + type);
        assertThat(event.context().meeting()).isEqualTo("urn:meeting");
        assertThat(
                        event.extensions()
                                .get("https://w3id.org/xapi/virtual-classroom/extensions/emoji"))
                .isEqualTo(sent.endsWith("-hand") ? "\"U+1F590\"" : null);
    }

    @ParameterizedTest
    @CsvSource({
        "http://adlnet.gov/expapi/activities/course, urn:o",
        "https://w3id.org/xapi/cmi5/activitytype/course, urn:o",
        "http://adlnet.gov/expapi/activities/module,"
    })
    void theCourseIsTheObjectWhereNoContextTells(String type, String course) {
        String object = "{\"id\":\"urn:o\",\"definition\":{\"type\":\"" + type + "\"}}";
        String around =
                """
                ,"context":{"contextActivities":{"grouping":[{"id":"urn:c","definition":
                  {"type":"http://adlnet.gov/expapi/activities/course"}}]}}}
                """;
        String statement = statement("{\"openid\":\"urn:a\"}", object);

        assertThat(Received.event(Format.XAPI, statement).context().course()).isEqualTo(course);
        assertThat(
                        Received.event(Format.XAPI, statement.strip().replaceFirst("}$", around))
                                .context()
                                .course())
                .isEqualTo("urn:c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "de-at | {'fr':'f','de-AT':'x'} | x",
                "de-AT | {'en':'e','DE':'x'} | x",
                "de-AT | {'en':'e','de-CH':'x'} | x",
                "de | {'en':'e','de-CH':'x'} | x",
                "de-AT | {'den':'d','fr':'f','en-GB':'x'} | x",
                "de | {'eno':'o','fr':'f','EN':'x'} | x",
                "de | {'eno':'x','fr':'f'} | x",
                "de | {'en-GB':'g','en':'x'} | x",
                "- | {'fr':'f','en-us':'x'} | x",
                "- | {} | -",
            })
    void theNameIsInTheLanguageOfTheStatement(String language, String names, String name) {
        String statement =
                """
                {"actor":{"openid":"urn:a"},"verb":{"id":"urn:v"},
                 "object":{"id":"urn:o","definition":{"name":%s}}%s}
                """
                        .formatted(
                                names.replace('\'', '"'),
                                language == null
                                        ? ""
                                        : ",\"context\":{\"language\":\"" + language + "\"}");

        assertThat(Received.event(Format.XAPI, statement).object().name()).isEqualTo(name);
    }

    @Test
    void bothSpellingsOfActivityStreamsAreOneVerb() {
        assertThat(
                        Received.event(
                                        Format.XAPI,
                                        inMeeting("http://activitystrea.ms/schema/1.0/leave"))
                                .verb())
                .isEqualTo(
                        new Verb(
                                "http://activitystrea.ms/leave",
                                "http://activitystrea.ms/schema/1.0/leave"));
    }

    @Test
    void withoutRegistrationTheSessionIsTheOneOfCmi5() {
        Event event = Received.event(Format.XAPI, inMeeting("http://activitystrea.ms/join"));
        assertThat(event.context().registration()).isNull();
        assertThat(event.context().session()).isEqualTo("sess-1");
    }

    @Test
    void uuidsAreInLowerCaseWhereverTheyReferToSomething() {
        Event event =
                Received.event(
                        Format.XAPI,
                        """
                        {"actor": {"mbox": "mailto:a@example.edu"},
                         "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"},
                         "object": {"objectType": "StatementRef",
                                    "id": "5EDFE605-0C7D-4F6B-952A-DF535C226BD5"},
                         "context": {"registration": "1827B565-96E1-4BF1-A5FE-3A47BEE256A0",
                             "contextActivities": {"parent":
                                 [{"id": "URN:UUID:7D1B9F0E-58F2-4A6E-9A33-3A9D8F5D2C11"}]}}}
                        """);
        Event cmi5 =
                Received.event(
                        Format.XAPI,
                        statement("{\"mbox\":\"mailto:a@example.edu\"}", "{\"id\":\"urn:x:o\"}")
                                .replace(
                                        "\"object\":",
                                        "\"context\":{\"extensions\":{\"https://w3id.org/xapi/cmi5/"
                                                + "context/extensions/sessionid\":\"7D1B9F0E-58F2-"
                                                + "4A6E-9A33-3A9D8F5D2C11\"}},\"object\":"));

        assertThat(event.object().id()).isEqualTo("5edfe605-0c7d-4f6b-952a-df535c226bd5");
        assertThat(event.context().registration())
                .isEqualTo("1827b565-96e1-4bf1-a5fe-3a47bee256a0");
        assertThat(event.context().session()).isEqualTo("1827b565-96e1-4bf1-a5fe-3a47bee256a0");
        assertThat(event.context().parents())
                .containsExactly("urn:uuid:7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11");
        assertThat(cmi5.context().session()).isEqualTo("7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11");
    }

    @Test
    void aNumberThatNoArithmeticHoldsKeepsItsText() {
        String statement =
                statement("{\"mbox\":\"mailto:a@example.edu\"}", "{\"id\":\"urn:x:o\"}")
                        .replace(
                                "\"object\":",
                                "\"context\":{\"extensions\":{\"urn:x:n\":1E99999999999,"
                                        + "\"urn:x:list\":[-1e-99999999999,1.50]}},\"object\":");

        assertThat(Received.event(Format.XAPI, statement).extensions())
                .containsEntry("urn:x:n", "1E99999999999")
                .containsEntry("urn:x:list", "[-1e-99999999999,1.50]");
        assertThat(Received.normalised(Format.XAPI, statement).content())
                .isNotEqualTo(
                        Received.normalised(Format.XAPI, statement.replace("1E9", "1E8"))
                                .content());
    }

    @Test
    void aStatementWithoutTimestampHappenedWhenItWasReceived() {
        Event event =
                Received.event(
                        Format.XAPI, statement("{\"openid\":\"urn:a\"}", "{\"id\":\"urn:o\"}"));
        assertThat(event.eventTime()).isEqualTo(Received.RECEIVED_TIME);
        assertThat(event.extensions()).isEmpty();
    }

    @Test
    void anEventFromTheFutureIsKeptAndMarked() {
        Event early = Received.event(Format.XAPI, at("2026-11-02T09:35:00.250Z"));
        Event tooEarly = Received.event(Format.XAPI, at("2026-11-02T09:35:00.251Z"));
        assertThat(early.extensions()).isEmpty();
        assertThat(tooEarly.extensions())
                .containsOnly(java.util.Map.entry("urn:nucleus:clock-skew", "300001"));
        assertThat(tooEarly.eventTime()).isEqualTo(Instant.parse("2026-11-02T09:35:00.251Z"));
    }

    @Test
    void aVoidingStatementStaysAnEvent() {
        Event event =
                Received.event(
                        Format.XAPI,
                        """
                        {"actor":{"openid":"urn:a"},"verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},
                         "object":{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}}
                        """);
        assertThat(event.verb().id()).isEqualTo("http://adlnet.gov/expapi/verbs/voided");
        assertThat(event.object().id()).isEqualTo("e05aa883-acaf-40ad-bf54-02c8ce485fb0");
    }

    @Test
    void everyMissingPartIsNamed() {
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Received.of(
                                        Format.XAPI, "{\"timestamp\":\"yesterday\",\"actor\":3}")))
                .isEqualTo(
                        "/timestamp nucleus.time,/actor xapi.actor.identifier,"
                                + "/object xapi.object.id,/verb/id xapi.verb.id");
    }

    @Test
    void aStatementSentAgainHasTheSameContent() {
        long content = Received.normalised(Format.XAPI, ANSWERED).content();
        List<String> same =
                List.of(
                        ANSWERED.replace("2026-11-02T09:30:00.250Z", "2027-01-01T00:00:00Z"),
                        ANSWERED.replace("\"urn:x\"", "\"urn:y\""),
                        ANSWERED.replace("Oakfield.EXAMPLE", "oakfield.example"),
                        ANSWERED.replace("\"en\": \"answered\"", "\"en\": \"has answered\""),
                        ANSWERED.replace(
                                "\"success\": true, \"completion\": false,",
                                "\"completion\": false, \"success\": true,"),
                        ANSWERED.replace("\"raw\": 8,", "\"raw\": 8.0,"));
        for (String statement : same) {
            assertThat(statement).isNotEqualTo(ANSWERED);
            assertThat(Received.normalised(Format.XAPI, statement).content()).isEqualTo(content);
        }
    }

    @Test
    void anotherStatementHasOtherContent() {
        long content = Received.normalised(Format.XAPI, ANSWERED).content();
        List<String> others =
                List.of(
                        ANSWERED.replace("s-77", "s-78"),
                        ANSWERED.replace("verbs/answered", "verbs/attempted"),
                        ANSWERED.replace("PT12.5S", "PT12.51S"),
                        ANSWERED.replace("\"success\": true", "\"success\": false"),
                        ANSWERED.replace("[1, {\"b\": null}]", "[{\"b\": null}, 1]"),
                        ANSWERED.replace("\"raw\": 8, \"min\": 0", "\"raw\": 0, \"min\": 8"));
        for (String statement : others) {
            assertThat(statement).isNotEqualTo(ANSWERED);
            assertThat(Received.normalised(Format.XAPI, statement).content()).isNotEqualTo(content);
        }
    }

    private static String statement(String actor, String object) {
        return """
        {"actor":%s,"verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},"object":%s}
        """
                .formatted(actor, object);
    }

    private static String at(String timestamp) {
        return """
        {"actor":{"openid":"urn:a"},"verb":{"id":"urn:v"},"object":{"id":"urn:o"},"timestamp":"%s"}
        """
                .formatted(timestamp);
    }

    private static String inMeeting(String verb) {
        return """
        {"actor":{"openid":"urn:a"},"verb":{"id":"%s"},
         "object":{"id":"urn:meeting","definition":{
           "type":"https://w3id.org/xapi/virtual-classroom/activity-types/virtual-classroom"}},
         "context":{"extensions":{"https://w3id.org/xapi/cmi5/context/extensions/sessionid":"sess-1"}}}
        """
                .formatted(verb);
    }
}

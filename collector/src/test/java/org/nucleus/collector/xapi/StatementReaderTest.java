package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class StatementReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /actor                 | -                      |  xapi.statement.actor.missing
                    /actor                 | null                   | /actor xapi.actor.null
                    /actor                 | "Ada"                  | /actor xapi.actor.type
                    /actor                 | []                     | /actor xapi.actor.type
                    /actor                 | {}                     | /actor xapi.agent.identifier.one
                    /actor/objectType      | "agent"                | /actor/objectType xapi.actor.objectType.value
                    /actor/objectType      | null                   | /actor/objectType xapi.actor.objectType.null
                    /actor/objectType      | 1                      | /actor/objectType xapi.actor.objectType.type
                    /actor/Name            | "x"                    | /actor/Name xapi.actor.unknown
                    /actor/name            | null                   | /actor/name xapi.actor.name.null
                    /actor/name            | 7                      | /actor/name xapi.actor.name.type
                    /actor/mbox            | "mailto:a@example.edu" | /actor xapi.agent.identifier.one
                    /actor/account         | -                      | /actor xapi.agent.identifier.one
                    /actor/account         | "u-1"                  | /actor/account xapi.account.type
                    /actor/account/name    | -                      | /actor/account xapi.account.name.missing
                    /actor/account/name    | 12                     | /actor/account/name xapi.account.name.type
                    /actor/account/homePage| -                      | /actor/account xapi.account.homePage.missing
                    /actor/account/homePage| "lms"                  | /actor/account/homePage xapi.account.homePage.irl
                    /actor/account/homepage| "https://e.org"        | /actor/account/homepage xapi.account.unknown
                    /actor/member          | []                     | /actor/member xapi.actor.unknown
                    /verb                  | -                      |  xapi.statement.verb.missing
                    /verb                  | "https://example.org"  | /verb xapi.verb.type
                    /verb/id               | -                      | /verb xapi.verb.id.missing
                    /verb/id               | "answered"             | /verb/id xapi.verb.id.iri
                    /verb/id               | null                   | /verb/id xapi.verb.id.null
                    /verb/ID               | "https://example.org"  | /verb/ID xapi.verb.unknown
                    /verb/display          | "answered"             | /verb/display xapi.verb.display.type
                    /verb/display/en_US    | "x"                    | /verb/display/en_US xapi.verb.display.key.language
                    /verb/display/en       | null                   | /verb/display/en xapi.verb.display.null
                    /verb/display/en       | ["x"]                  | /verb/display/en xapi.verb.display.type
                    /object                | -                      |  xapi.statement.object.missing
                    /object                | null                   | /object xapi.object.null
                    /object/id             | -                      | /object xapi.activity.id.missing
                    /object/id             | "items/3"              | /object/id xapi.activity.id.iri
                    /object/id             | 3                      | /object/id xapi.object.id.type
                    /object/id             | null                   | /object/id xapi.object.id.null
                    /object/objectType     | "activity"             | /object/objectType xapi.object.objectType.value
                    /object/name           | "x"                    | /object/name xapi.object.unknown
                    /object/verb           | {"id": "urn:x:y"}      | /object/verb xapi.object.unknown
                    /object/stored         | "2026-10-06T09:14:08Z" | /object/stored xapi.object.unknown
                    /object/definition     | "x"                    | /object/definition xapi.definition.type
                    /object/definition/a   | 1                      | /object/definition/a xapi.definition.unknown
                    /object/definition/name/x1      | "x"    | /object/definition/name/x1 xapi.definition.name.key.language
                    /object/definition/description  | 5      | /object/definition/description xapi.definition.description.type
                    /object/definition/type         | "item" | /object/definition/type xapi.definition.type.iri
                    /object/definition/moreInfo     | "more" | /object/definition/moreInfo xapi.definition.moreInfo.irl
                    /object/definition/interactionType | -        | /object/definition xapi.definition.interactionType.missing
                    /object/definition/interactionType | "Choice" | /object/definition/interactionType xapi.definition.interactionType.value
                    /object/definition/interactionType | "likert" | /object/definition/choices xapi.definition.choices.interaction
                    /object/definition/interactionType | "other"  | /object/definition/choices xapi.definition.choices.interaction
                    /object/definition/scale           | []       | /object/definition/scale xapi.definition.scale.interaction
                    /object/definition/source          | []       | /object/definition/source xapi.definition.source.interaction
                    /object/definition/target          | []       | /object/definition/target xapi.definition.target.interaction
                    /object/definition/steps           | []       | /object/definition/steps xapi.definition.steps.interaction
                    /object/definition/correctResponsesPattern   | "a" | /object/definition/correctResponsesPattern xapi.definition.correctResponsesPattern.type
                    /object/definition/correctResponsesPattern/0 | 1   | /object/definition/correctResponsesPattern/0 xapi.definition.correctResponsesPattern.type
                    /object/definition/choices               | {}      | /object/definition/choices xapi.component.type
                    /object/definition/choices/0             | "a"     | /object/definition/choices/0 xapi.component.type
                    /object/definition/choices/0/id          | -       | /object/definition/choices/0 xapi.component.id.missing
                    /object/definition/choices/1/id          | "a"     | /object/definition/choices/1/id xapi.component.id.unique
                    /object/definition/choices/1/id          | 1       | /object/definition/choices/1/id xapi.component.id.type
                    /object/definition/choices/0/description | "A"     | /object/definition/choices/0/description xapi.component.description.type
                    /object/definition/choices/0/name        | "A"     | /object/definition/choices/0/name xapi.component.unknown
                    /object/definition/extensions            | []      | /object/definition/extensions xapi.definition.extensions.type
                    /object/definition/extensions            | null    | /object/definition/extensions xapi.definition.extensions.null
                    /object/definition/extensions/x          | 1       | /object/definition/extensions/x xapi.definition.extensions.key.iri
                    /result                | []                 | /result xapi.result.type
                    /result/Score          | {}                 | /result/Score xapi.result.unknown
                    /result/score          | 5                  | /result/score xapi.score.type
                    /result/score/percent  | 5                  | /result/score/percent xapi.score.unknown
                    /result/score/scaled   | "0.5"              | /result/score/scaled xapi.score.type
                    /result/score/scaled   | null               | /result/score/scaled xapi.score.null
                    /result/score/scaled   | 1.0001             | /result/score/scaled xapi.score.scaled.range
                    /result/score/scaled   | -1.00000000000000000001 | /result/score/scaled xapi.score.scaled.range
                    /result/score/raw      | 4.1                | /result/score/raw xapi.score.raw.range
                    /result/score/raw      | -0.1               | /result/score/raw xapi.score.raw.range
                    /result/success        | "true"             | /result/success xapi.result.success.type
                    /result/success        | null               | /result/success xapi.result.success.null
                    /result/completion     | 1                  | /result/completion xapi.result.completion.type
                    /result/response       | true               | /result/response xapi.result.response.type
                    /result/duration       | "PT2"              | /result/duration xapi.result.duration.duration
                    /result/duration       | 48                 | /result/duration xapi.result.duration.type
                    /result/extensions     | "x"                | /result/extensions xapi.result.extensions.type
                    /result/extensions/~1a | 1                  | /result/extensions/~1a xapi.result.extensions.key.iri
                    /context               | null               | /context xapi.context.null
                    /context/agents        | []                 | /context/agents xapi.context.unknown
                    /context/contextAgents | []                 | /context/contextAgents xapi.context.unknown
                    /context/contextGroups | []                 | /context/contextGroups xapi.context.unknown
                    /context/registration  | "1827b565"         | /context/registration xapi.context.registration.uuid
                    /context/registration  | 1827               | /context/registration xapi.context.registration.type
                    /context/instructor    | "Ben"              | /context/instructor xapi.actor.type
                    /context/instructor/mbox | "t@example.edu"  | /context/instructor/mbox xapi.actor.mbox.mailto
                    /context/team          | {"mbox": "mailto:t@example.edu"} | /context/team xapi.context.team.group
                    /context/team/member   | -                  | /context/team xapi.group.member.missing
                    /context/team/member   | {}                 | /context/team/member xapi.group.member.type
                    /context/team/member/0 | "x"                | /context/team/member/0 xapi.actor.type
                    /context/team/member/0/openid | "ada"       | /context/team/member/0/openid xapi.actor.openid.irl
                    /context/team/member/1/mbox_sha1sum | "ebd" | /context/team/member/1/mbox_sha1sum xapi.actor.mbox_sha1sum.sha1
                    /context/team/member/2 | {"objectType": "Group", "mbox": "mailto:g@example.edu"} | /context/team/member/2 xapi.group.member.agent
                    /context/contextActivities         | []   | /context/contextActivities xapi.contextActivities.type
                    /context/contextActivities/parents | []   | /context/contextActivities/parents xapi.contextActivities.unknown
                    /context/contextActivities/parent  | "x"  | /context/contextActivities/parent xapi.object.type
                    /context/contextActivities/parent/id     | "x" | /context/contextActivities/parent/id xapi.activity.id.iri
                    /context/contextActivities/grouping/0/id | -   | /context/contextActivities/grouping/0 xapi.activity.id.missing
                    /context/contextActivities/category/0 | {"objectType": "Agent", "mbox": "mailto:t@example.edu"} | /context/contextActivities/category/0 xapi.activity.type
                    /context/revision      | 3                  | /context/revision xapi.context.revision.type
                    /context/platform      | {}                 | /context/platform xapi.context.platform.type
                    /context/language      | "en_GB" | /context/language xapi.context.language.language
                    /context/language      | {}                 | /context/language xapi.context.language.type
                    /context/statement     | "x"                | /context/statement xapi.context.statement.type
                    /context/statement/id  | -                  | /context/statement xapi.statementRef.id.missing
                    /context/statement/id  | "x"                | /context/statement/id xapi.statementRef.id.uuid
                    /context/statement/objectType | -           | /context/statement xapi.statementRef.objectType.missing
                    /context/statement/objectType | "Activity"  | /context/statement/objectType xapi.context.statement.objectType.value
                    /context/statement/x   | 1                  | /context/statement/x xapi.statementRef.unknown
                    /context/extensions/y  | 1                  | /context/extensions/y xapi.context.extensions.key.iri
                    /id                    | "3e09e130"         | /id xapi.statement.id.uuid
                    /id                    | null               | /id xapi.statement.id.null
                    /id                    | 1                  | /id xapi.statement.id.type
                    /timestamp             | "06/10/2026"       | /timestamp xapi.statement.timestamp.timestamp
                    /timestamp             | 1790000000         | /timestamp xapi.statement.timestamp.type
                    /stored                | "now"              | /stored xapi.statement.stored.timestamp
                    /version               | "1.1.0"            | /version xapi.statement.version.value
                    /version               | "2.0.0"            | /version xapi.statement.version.value
                    /version               | 1.0                | /version xapi.statement.version.type
                    /authority             | "x"                | /authority xapi.actor.type
                    /authority/mbox        | -                  | /authority xapi.agent.identifier.one
                    /timeStamp             | "x"                | /timeStamp xapi.statement.unknown
                    /x~0y                  | 1                  | /x~0y xapi.statement.unknown
                    /attachments           | {}                 | /attachments xapi.statement.attachments.type
                    /attachments/0         | 5                  | /attachments/0 xapi.attachment.type
                    /timestamp                 | "0000-01-01T00:00:00Z"      | /timestamp xapi.statement.timestamp.timestamp
                    /timestamp                 | "0001-01-01T00:00:00+01:00" | /timestamp xapi.statement.timestamp.timestamp
                    /timestamp                 | "9999-12-31T23:59:59-12:00" | /timestamp xapi.statement.timestamp.timestamp
                    /stored                    | "0000-01-01T00:00:00Z"      | /stored xapi.statement.stored.timestamp
                    /attachments/0/usageType   | "x"            | /attachments/0/usageType xapi.attachment.usageType.iri
                    /attachments/0/usageType   | -              | /attachments/0 xapi.attachment.usageType.missing
                    /attachments/0/display     | -              | /attachments/0 xapi.attachment.display.missing
                    /attachments/0/display     | "x"            | /attachments/0/display xapi.attachment.display.type
                    /attachments/0/description | 1              | /attachments/0/description xapi.attachment.description.type
                    /attachments/0/contentType | -              | /attachments/0 xapi.attachment.contentType.missing
                    /attachments/0/contentType | "text"         | /attachments/0/contentType xapi.attachment.contentType.media-type
                    /attachments/0/length      | -              | /attachments/0 xapi.attachment.length.missing
                    /attachments/0/length      | "5"            | /attachments/0/length xapi.attachment.length.type
                    /attachments/0/length      | 5.5            | /attachments/0/length xapi.attachment.length.integer
                    /attachments/0/length      | -1             | /attachments/0/length xapi.attachment.length.integer
                    /attachments/0/length      | 99999999999999999999 | /attachments/0/length xapi.attachment.length.integer
                    /attachments/0/sha2        | -              | /attachments/0 xapi.attachment.sha2.missing
                    /attachments/0/sha2        | "abc"          | /attachments/0/sha2 xapi.attachment.sha2.sha2
                    /attachments/0/fileUrl     | "x"            | /attachments/0/fileUrl xapi.attachment.fileUrl.irl
                    /attachments/0/x           | 1              | /attachments/0/x xapi.attachment.unknown
                    """)
    void refusesOneMutationAtExactlyItsPointer(String pointer, String value, String fault) {
        String json = Statements.edited(Statements.FULL, pointer, value);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactly(fault.startsWith("/") ? fault : " " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /object/id        | "3e09e130-f6f7-4a3f-b9bd-3b0922006048" | /object/id xapi.object.unknown
                    /object/stored    | "2026-10-06T09:14:08Z"                 | /object/stored xapi.object.unknown
                    /object/version   | "1.0.0"                                | /object/version xapi.object.unknown
                    /object/authority | {"mbox": "mailto:a@example.edu"}       | /object/authority xapi.object.unknown
                    /object/definition| {}                                     | /object/definition xapi.object.unknown
                    /object/actor     | -                                      | /object xapi.statement.actor.missing
                    /object/verb      | -                                      | /object xapi.statement.verb.missing
                    /object/object    | -                                      | /object xapi.statement.object.missing
                    /object/verb/id   | "visit"                                | /object/verb/id xapi.verb.id.iri
                    /object/object    | {"objectType": "SubStatement", "verb": {"id": 1}} | /object/object xapi.object.objectType.nested
                    /object/object    | {"objectType": "StatementRef"}         | /object/object xapi.statementRef.id.missing;/object/context/platform xapi.context.platform.activity
                    /object/object/id | "x"                                    | /object/object/id xapi.activity.id.iri
                    /object/result/success   | "yes"                           | /object/result/success xapi.result.success.type
                    /object/context/platform | 1                               | /object/context/platform xapi.context.platform.type
                    /object/timestamp | "2026-10-06T09:14:07-00:00"            | /object/timestamp xapi.statement.timestamp.timestamp
                    /object/timestamp | "9999-12-31T23:59:59-00:01"            | /object/timestamp xapi.statement.timestamp.timestamp
                    /object/attachments      | [1]                             | /object/attachments/0 xapi.attachment.type
                    """)
    void refusesWhatSubStatementsMustNotHold(String pointer, String value, String faults) {
        String json = Statements.edited(Statements.SUB, pointer, value);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactlyElementsOf(Arrays.asList(faults.split(";")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /context/contextAgents                 | {}             | /context/contextAgents xapi.context.related.type
                    /context/contextAgents/0               | "x"            | /context/contextAgents/0 xapi.context.related.type
                    /context/contextAgents/0/objectType    | "Agent"        | /context/contextAgents/0/objectType xapi.context.related.objectType.value
                    /context/contextAgents/0/objectType    | -              | /context/contextAgents/0 xapi.context.related.objectType.missing
                    /context/contextAgents/0/agent         | -              | /context/contextAgents/0 xapi.context.related.agent.missing
                    /context/contextAgents/0/agent         | {}             | /context/contextAgents/0/agent xapi.agent.identifier.one
                    /context/contextAgents/0/group         | {}             | /context/contextAgents/0/group xapi.context.related.unknown
                    /context/contextAgents/0/relevantTypes | []             | /context/contextAgents/0/relevantTypes xapi.context.related.relevantTypes.empty
                    /context/contextAgents/0/relevantTypes | ["x"]          | /context/contextAgents/0/relevantTypes/0 xapi.context.related.relevantTypes.iri
                    /context/contextGroups/0/objectType    | "contextAgent" | /context/contextGroups/0/objectType xapi.context.related.objectType.value
                    /context/contextGroups/0/group         | {"mbox": "mailto:g@example.edu"} | /context/contextGroups/0/group xapi.context.related.group.group
                    /context/contextGroups/0/relevantTypes | null           | /context/contextGroups/0/relevantTypes xapi.context.related.relevantTypes.null
                    /timestamp                             | "2026-10-06T09:14:07" | /timestamp xapi.statement.timestamp.timestamp
                    /version                               | "2.1.0"        | /version xapi.statement.version.value
                    """)
    void refusesWhatBreaksTheAdditionsOfVersionTwo(String pointer, String value, String fault) {
        String json = Statements.edited(Statements.RELATED, pointer, value);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V2_0_0)))
                .containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /context/contextAgents/0/relevantTypes | -
                    /context/contextAgents                 | []
                    /timestamp | "2026-10-06 09:14:07+02:00"
                    /version   | "2.0.0"
                    /version   | "1.0.3"
                    """)
    void takesWhatVersionTwoAllows(String pointer, String value) {
        String json = Statements.edited(Statements.RELATED, pointer, value);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V2_0_0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /actor      | {"objectType": "Group", "member": []}
                    /actor      | {"objectType": "Group", "mbox": "mailto:g@example.edu"}
                    /actor      | {"member": [{"mbox": "mailto:a@example.edu"}], "objectType": "Group"}
                    /verb       | {"id": "tag:example.org,2026:v", "display": {}}
                    /object     | {"id": "https://example.org/a?b[]=c&d", "definition": {}}
                    /object/definition | {"correctResponsesPattern": [], "interactionType": "other"}
                    /object/definition | {"interactionType": "matching", "source": [{"id": "1"}], "target": [{"id": "1"}]}
                    /object/definition | {"interactionType": "likert", "scale": [{"id": "1"}]}
                    /object/definition | {"interactionType": "performance", "steps": [{"id": ""}]}
                    /object/definition | {"interactionType": "sequencing", "choices": []}
                    /result     | {}
                    /result     | {"score": {}}
                    /result/score | {"raw": 1e400, "max": 1e401}
                    /result/score | {"scaled": -1.0}
                    /result/score | {"raw": 5, "min": 5}
                    /result/score | {"raw": 0, "min": 0, "max": 0.0}
                    /result/duration | "P16559.14S"
                    /result/extensions | {"https://example.org/s": "\\ud800", "urn:x:y": {"a": {"b": [null]}}}
                    /result/response   | "\\udc00 alone"
                    /context    | {}
                    /context/extensions | {}
                    /timestamp  | "2026-10-06T09:14:07"
                    /timestamp  | "0001-01-01T00:00:00Z"
                    /timestamp  | "0000-12-31T23:30:00-00:30"
                    /timestamp  | "9999-12-31T23:59:59.999999999Z"
                    /timestamp  | "9999-12-31T23:59:59.999+00:01"
                    /timestamp  | "2026-10-06T09:14:07.123456789+0530"
                    /version    | "1.0"
                    /version    | "1.0.9"
                    /attachments | []
                    /attachments/0/sha2 | "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"
                    /authority  | {"objectType": "Group", "member": [{"mbox": "mailto:a@example.edu"}, {"openid": "https://o.example.org"}]}
                    """)
    void takesWhatTheSpecificationAllows(String pointer, String value) {
        String json = Statements.edited(Statements.FULL, pointer, value);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"objectType": "Agent", "mbox": "mailto:b@example.edu"}
                    {"mbox": "mailto:b@example.edu", "objectType": "Group"}
                    {"objectType": "StatementRef", "id": "5edfe605-0c7d-4f6b-952a-df535c226bd5"}
                    {"id": "5EDFE605-0C7D-4F6B-952A-DF535C226BD5", "objectType": "StatementRef"}
                    {"id": "https://example.org/o", "objectType": "Activity"}
                    """)
    void takesEveryTypeOfObjectWhereverItsTypeStands(String object) {
        String json = Statements.edited(Statements.LEAST, "/object", object);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3))).isEmpty();
    }

    @Test
    void refusesVoidingOfAnythingButStatementRef() {
        String json =
                Statements.edited(
                        Statements.LEAST, "/verb/id", "\"http://adlnet.gov/expapi/verbs/voided\"");

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactly("/object xapi.statement.object.voiding");
    }

    @Test
    void refusesRevisionAndPlatformWithoutActivity() {
        String json =
                Statements.edited(
                        Statements.FULL,
                        "/object",
                        "{\"objectType\": \"Agent\", \"mbox\": \"mailto:b@example.edu\"}");

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactly(
                        "/context/revision xapi.context.revision.activity",
                        "/context/platform xapi.context.platform.activity");
    }

    @Test
    void refusesAuthorityThatIsNotAnAnonymousPair() {
        String json =
                Statements.edited(
                        Statements.FULL,
                        "/authority",
                        """
                        {"objectType": "Group", "mbox": "mailto:g@example.edu",
                         "member": [{"mbox": "mailto:a@example.edu"}]}\
                        """);

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactly(
                        "/authority xapi.statement.authority.anonymous",
                        "/authority xapi.statement.authority.pair");
    }

    @Test
    void tellsEveryViolationOfAStatementThatHasOddThingsToo() {
        String json =
                Statements.edited(
                        Statements.edited(
                                Statements.edited(
                                        Statements.FULL,
                                        "/result",
                                        "{\"score\": {\"min\": 5, \"max\": 5, \"raw\": 7,"
                                                + " \"scaled\": 2}, \"duration\": \"P16559.14S\","
                                                + " \"success\": 1}"),
                                "/timestamp",
                                "\"0000-01-01T00:00:00Z\""),
                        "/attachments/0/sha2",
                        "\"x\"");

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactlyInAnyOrder(
                        "/result/score/scaled xapi.score.scaled.range",
                        "/result/score/raw xapi.score.raw.range",
                        "/result/success xapi.result.success.type",
                        "/timestamp xapi.statement.timestamp.timestamp",
                        "/attachments/0/sha2 xapi.attachment.sha2.sha2");
    }

    @Test
    void tellsEveryViolationOfABatchUpToAHundred() {
        String bad = "{\"verb\": {\"id\": \"x\"}}";
        String three = "[" + bad + "," + Statements.LEAST + ",7]";

        assertThat(Statements.faults(Statements.read(three, XapiVersion.V1_0_3)))
                .containsExactly(
                        "/0/verb/id xapi.verb.id.iri",
                        "/0 xapi.statement.actor.missing",
                        "/0 xapi.statement.object.missing",
                        "/2 xapi.statement.type");
        assertThat(
                        Statements.faults(
                                Statements.read(
                                        "[" + bad + ("," + bad).repeat(99) + "]",
                                        XapiVersion.V1_0_3)))
                .hasSize(100);
    }

    @Test
    void pointsToATimeOutOfRangeAlsoBehindStatementsOfAKnownForm() {
        StatementReader reader = Statements.reader();
        String good =
                Statements.LEAST.replace("/o\"}", "/o\"},\"timestamp\":\"2026-10-06T09:14:07Z\"");
        String bad = good.replace("2026-10-06", "0000-10-06");
        String batch = "[" + good + ("," + good).repeat(3) + "," + bad + "]";

        assertThat(
                        Statements.faults(
                                reader.read(
                                        Statements.slice(batch), XapiVersion.V1_0_3, "source-1")))
                .containsExactly("/4/timestamp xapi.statement.timestamp.timestamp");
    }

    @Test
    void refusesOneIdTwiceInABatchWhateverItsCase() {
        String one = Statements.FULL;
        String other = one.replace("3e09e130-f6f7-4a3f", "3E09E130-F6F7-4A3F");

        assertThat(
                        Statements.faults(
                                Statements.read("[" + one + "," + other + "]", XapiVersion.V1_0_3)))
                .containsExactly("/1/id xapi.statement.id.batch");
    }

    @Test
    void takesAnyNumberInExtensionsAndKeepsItsText() {
        String huge =
                Statements.LEAST.replace(
                        "/o\"}", "/o\"},\"context\":{\"extensions\":{\"urn:x:n\":1E99999999999}}");

        assertThat(Statements.accepted(huge).bytes().copy())
                .asString(StandardCharsets.UTF_8)
                .contains("1E99999999999");
    }

    @Test
    void takesAnEmptyArrayAndStoresNothing() {
        assertThat(Statements.read(" [ ] ", XapiVersion.V1_0_3))
                .isEqualTo(new ReadOutcome.Accepted(List.of(), true));
    }

    @Test
    void neverRepeatsALearnersValueInAMessage() {
        String json =
                Statements.FULL.replace("\"Ada\"", "[\"MustVanish\"]").replace("u-1", "\\ud8");

        assertThat(((ReadOutcome.Refused) Statements.read(json, XapiVersion.V1_0_3)).violations())
                .hasSize(2)
                .allSatisfy(v -> assertThat(v.message()).doesNotContain("MustVanish", "ud8"));
    }
}

package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.caliper.Documents.DESCRIBE;
import static org.nucleus.collector.caliper.Documents.EVENT;
import static org.nucleus.collector.caliper.Documents.ID;
import static org.nucleus.collector.caliper.Documents.V1P1;
import static org.nucleus.collector.caliper.Documents.V1P2;
import static org.nucleus.collector.caliper.Documents.bad;
import static org.nucleus.collector.caliper.Documents.good;
import static org.nucleus.collector.caliper.Documents.rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;
import java.util.regex.Pattern;

class ItemRulesTest {
    private static final String ACTOR =
            """
            "actor": {
                "id": "https://campus.example.org/people/mira",
                "type": "Person"
              }\
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    id": "urn:uuid:2f9e1a54-|id": "urn:uuid:zf9e1a54-|/id caliper.event.id
                    id": "urn:uuid:|id": "https://x.example/|/id caliper.event.id
                    "ViewEvent"|"LookEvent"|/type caliper.type
                    "ViewEvent"|7|/type caliper.text
                    "ViewEvent"|"OutcomeEvent"|/type caliper.type
                    "ViewEvent"|"ForumEvent"|/action caliper.event.action
                    "Viewed"|"Gazed"|/action caliper.event.action
                    "Viewed"|"Graded"|/action caliper.event.action
                    "Viewed"|null|/action caliper.text
                    "ReadingProfile"|"GazingProfile"|/profile caliper.term
                    "ReadingProfile"|[]|/profile caliper.text
                    caliper/v1p2|caliper/v1p1|/@context caliper.context
                    "http://purl.imsglobal.org/ctx/caliper/v1p2"|[]|/@context caliper.context
                    "http://purl.imsglobal.org/ctx/caliper/v1p2"|null|/@context caliper.context
                    27.031Z|27Z|/eventTime caliper.time
                    27.031Z|27.031+00:00|/eventTime caliper.time
                    2026-03-04T09:15|2026-02-30T09:15|/eventTime caliper.time
                    "2026-03-04T09:15:27.031Z"|1772615727031|/eventTime caliper.time
                    2026-03-04T09:15|0000-03-04T09:15|/eventTime caliper.time
                    2026-03-04T09:00|0000-12-31T09:00|/session/startedAtTime caliper.time
                    "https://campus.example.org"|"campus"|/edApp caliper.iri
                    "https://campus.example.org"|[]|/edApp caliper.entity
                    "Person"|"Document"|/actor caliper.entity
                    "Person"|null|/actor/type caliper.text
                    people/mira",|people/ mira",|/actor/id caliper.iri
                    "version": "4"|"version": 4|/object/version caliper.text
                    "version": "4"|"id": "urn:x:y"|/object/id caliper.duplicate
                    "version": "4"|"keywords": "ice"|/object/keywords caliper.list
                    "version": "4"|"keywords": ["ice", 4]|/object/keywords/1 caliper.text
                    "version": "4"|"creators": [{"id": "urn:x:y", "type": "Score"}]|/object/creators/0 caliper.entity
                    "version": "4"|"extensions": "urn:x:y"|/object/extensions caliper.map
                    "version": "4"|"extensions": {"a": {"b": 1, "b": 2}}|/object/extensions/a/b caliper.duplicate
                    "version": "4"|"duration": "4 hours"|/object/duration caliper.duration
                    "version": "4"|"maxScore": "4"|/object/maxScore caliper.number
                    "version": "4"|"maxAttempts": 1.5|/object/maxAttempts caliper.count
                    "version": "4"|"maxAttempts": -1|/object/maxAttempts caliper.count
                    "version": "4"|"index": true|/object/index caliper.integer
                    "version": "4"|"muted": "true"|/object/muted caliper.boolean
                    "version": "4"|"otherIdentifiers": [{"type": "SystemIdentifier","identifier": "4"}]|/object/otherIdentifiers/0 caliper.required
                    "Learner",|"Pupil",|/membership/roles/0 caliper.term
                    "Active"|"Asleep"|/membership/status caliper.term
                    "CourseSection"|"Person"|/group caliper.entity
                    "Session"|"Membership"|/session caliper.entity
                    """)
    void refusesAnEventThatBreaksARule(String part, String replacement, String expected) {
        String item = EVENT.replaceFirst(Pattern.quote(part), replacement);
        assertThat(item).isNotEqualTo(EVENT);

        assertThat(rules(bad(V1P2, item).violations())).contains(atItem(expected));
    }

    @ParameterizedTest
    @CsvSource({"@context", "id", "type", "actor", "action", "object", "eventTime"})
    void refusesAnEventWithoutARequiredMember(String name) {
        String item = EVENT.replaceFirst("\"" + name + "\"", "\"x" + name + "\"");

        Item.Bad bad = bad(V1P2, item);

        assertThat(bad.violations())
                .anySatisfy(
                        violation -> {
                            assertThat(violation.pointer()).isEqualTo("/data/0");
                            assertThat(violation.message()).contains("'" + name + "'");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "id"|"key"| caliper.required
                    "id": "https://campus.example.org/people/mira"|"id": null|/id caliper.text
                    "https://campus.example.org/people/mira"|"mira"|/id caliper.iri
                    "Person"|"Human"|/type caliper.type
                    "id": "https://campus.example.org/people/mira",|| caliper.required
                    "Person"|"TextPositionSelector"| caliper.required
                    "Person"|"AggregateMeasure"| caliper.required
                    10:00:00.000Z|10:00|/dateModified caliper.time
                    2026-01-09|0000-01-09|/dateModified caliper.time
                    """)
    void refusesADescribeThatBreaksARule(String part, String replacement, String expected) {
        String item = DESCRIBE.replace(part, replacement == null ? "" : replacement);
        assertThat(item).isNotEqualTo(DESCRIBE);

        assertThat(rules(bad(V1P2, item).violations())).contains(atItem(expected));
    }

    @Test
    void findsEveryBrokenRuleOfAnItem() {
        String item =
                """
                {"type": "AssessmentEvent", "id": "7", "actor": 7, "action": "Viewed",
                 "object": {"type": "Forum"}, "eventTime": null,
                 "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2"}\
                """;

        assertThat(rules(bad(V1P2, item).violations()))
                .containsExactlyInAnyOrder(
                        "/data/0/id caliper.iri",
                        "/data/0/id caliper.event.id",
                        "/data/0/actor caliper.entity",
                        "/data/0/object caliper.required",
                        "/data/0/eventTime caliper.time",
                        "/data/0/action caliper.event.action",
                        "/data/0/object caliper.event.range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    LoggedIn|SoftwareApplication|SoftwareApplication|/actor
                    LoggedOut|Person|Session|/object
                    TimedOut|Person|Session|/actor
                    TimedOut|SoftwareApplication|SoftwareApplication|/object
                    """)
    void refusesASessionEventBetweenTheWrongOnes(
            String action, String actor, String object, String pointer) {
        String item = event(V1P2, "SessionEvent", action, actor, object, "");

        assertThat(rules(bad(V1P2, item).violations()))
                .containsExactly("/data/0" + pointer + " caliper.event.range");
    }

    @Test
    void refusesFeedbackThatGeneratesTheOtherKind() {
        String rating = ", \"generated\": {\"id\": \"urn:x:1\", \"type\": \"Rating\"}";

        assertThat(
                        rules(
                                bad(
                                                V1P2,
                                                event(
                                                        V1P2,
                                                        "FeedbackEvent",
                                                        "Commented",
                                                        "Person",
                                                        "Page",
                                                        rating))
                                        .violations()))
                .containsExactly("/data/0/generated caliper.event.range");
        good(V1P2, event(V1P2, "FeedbackEvent", "Ranked", "Person", "Page", rating));
    }

    @Test
    void refusesALaunchWithoutFederatedSession() {
        String item =
                event(V1P2, "ToolLaunchEvent", "Launched", "Person", "SoftwareApplication", "");

        assertThat(rules(bad(V1P2, item).violations())).containsExactly("/data/0 caliper.required");
    }

    @Test
    void takesTermsOfALaterProfileOnlyWithItsContext() {
        String search = event(V1P1, "SearchEvent", "Searched", "Person", "Forum", "");
        String extended = search.replace(V1P1, V1P1 + "/SearchProfile-extension");

        assertThat(rules(bad(V1P1, search).violations()))
                .containsExactly("/data/0/type caliper.type");
        good(V1P1, extended);
        good(V1P2, search.replace(V1P1, V1P2));
    }

    @Test
    void takesTermsOfTheSendersOwnContextWhereverThatStands() {
        String own =
                """
                {"type": "LibraryUseEvent", "id": "%s", "action": "Borrowed",
                 "actor": {"type": "Reader", "id": "urn:x:1"}, "object": "urn:x:2",
                 "eventTime": "2026-03-04T09:15:27.031Z",
                 "@context": [{"Reader": "https://x.example/Reader"}, "%s"]}\
                """
                        .formatted(ID, V1P2);

        assertThat(good(V1P2, own).kind()).isEqualTo(Item.Kind.EVENT);
        assertThat(rules(bad(V1P2, own.replaceFirst("\\{\"Reader\".*}, ", "")).violations()))
                .containsExactly(
                        "/data/0/actor/type caliper.type",
                        "/data/0/type caliper.type",
                        "/data/0/action caliper.event.action");
    }

    @Test
    void wantsCalipersContextLast() {
        String item =
                EVENT.replaceFirst("\"http[^\"]+v1p2\"", "[\"$0\", \"https://x.example/c\"]")
                        .replace("\"\"", "\"");

        assertThat(rules(bad(V1P2, item).violations()))
                .containsExactly("/data/0/@context caliper.context");
    }

    @Test
    void takesTermsDefinedInPlace() {
        good(V1P2, EVENT.replaceFirst("\"http[^\"]+v1p2\"", "{\"id\": \"@id\"}"));
    }

    @Test
    void takesThinnedEvents() {
        String thinned =
                """
                {"@context": "%s", "id": "%s", "type": "ForumEvent", "actor": "urn:x:mira",
                 "action": "Subscribed", "object": "urn:x:forum", "group": "urn:x:g",
                 "membership": "urn:x:m", "session": "_:s", "edApp": "urn:x:app",
                 "eventTime": "2026-03-04T09:15:27.031Z"}\
                """
                        .formatted(V1P1, ID);

        assertThat(good(V1P1, thinned).subject()).isEqualTo("urn:x:mira");
    }

    @Test
    void takesEntitiesThatSayNoMoreThanEntity() {
        good(
                V1P1,
                event(V1P1, "NavigationEvent", "NavigatedTo", "SoftwareApplication", "Entity", ""));
        good(V1P1, event(V1P1, "AssignableEvent", "Submitted", "Person", "Entity", ""));
    }

    @Test
    void takesUuidsOfAnyCaseAndKnowsThemByOneSpelling() {
        String actor = "urn:uuid:7d1b9f0e-58f2-4a6e-9a33-3a9d8f5d2c11";
        Item.Good event =
                good(
                        V1P2,
                        EVENT.replace(ID, "URN:UUID:" + ID.substring(9).toUpperCase(Locale.ROOT))
                                .replace(
                                        ACTOR,
                                        "\"actor\": \"" + actor.toUpperCase(Locale.ROOT) + '"'));

        assertThat(event.eventId()).isEqualTo(ID);
        assertThat(event.subject()).isEqualTo(actor);
    }

    @Test
    void knowsAnonymousActorsOnlyInsideTheirEvent() {
        String anonymous = "anonymous:" + ID;

        assertThat(good(V1P2, EVENT.replace(ACTOR, "\"actor\": \"_:b0\"")).subject())
                .isEqualTo(anonymous);
        assertThat(
                        good(
                                        V1P2,
                                        EVENT.replace(
                                                ACTOR,
                                                "\"actor\": {\"type\": \"Person\", \"id\":"
                                                        + " \"_:b0\"}"))
                                .subject())
                .isEqualTo(anonymous);
        assertThat(
                        good(
                                        V1P2,
                                        EVENT.replaceFirst(
                                                "https://campus.example.org/people/mira",
                                                "http://purl.imsglobal.org/caliper/Person"))
                                .subject())
                .isEqualTo(anonymous);
        Item.Good describe =
                good(V1P2, DESCRIBE.replace("https://campus.example.org/people/mira", "_:b0"));
        assertThat(describe.subject()).isEqualTo("anonymous:" + describe.eventId());
    }

    @Test
    void refusesPartsOfEntitiesAsItems() {
        String selector =
                """
                {"@context": "%s", "type": "TextPositionSelector", "start": 1, "end": 2}\
                """
                        .formatted(V1P2);

        assertThat(rules(bad(V1P2, selector).violations()))
                .containsExactly("/data/0 caliper.required");
    }

    @Test
    void takesTheFirstAndTheLastYearAndAnyNumberInExtensions() {
        good(V1P2, EVENT.replace("2026-03-04T09:15", "0001-01-01T00:00"));
        good(V1P2, EVENT.replace("2026-03-04T09:15", "9999-12-31T23:59"));
        good(V1P2, EVENT.replace("\"version\": \"4\"", "\"extensions\": {\"n\": 1E99999999999}"));
    }

    @Test
    void passesNullAndUnknownMembers() {
        good(V1P2, EVENT.replace("\"version\": \"4\"", "\"keywords\": null, \"colour\": [{}]"));
    }

    private static String event(
            String context, String type, String action, String actor, String object, String more) {
        return """
        {"@context": "%s", "id": "%s", "type": "%s", "action": "%s",
         "actor": {"id": "urn:x:a", "type": "%s"},
         "object": {"id": "urn:x:o", "type": "%s"},
         "eventTime": "2026-03-04T09:15:27.031Z"%s}\
        """
                .formatted(context, ID, type, action, actor, object, more);
    }

    private static String atItem(String expected) {
        return "/data/0" + (expected.startsWith("/") ? expected : " " + expected);
    }
}

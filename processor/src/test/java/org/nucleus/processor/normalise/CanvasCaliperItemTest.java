package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Actor;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Result;

import java.time.Instant;

final class CanvasCaliperItemTest {
    private static final String URN = "urn:instructure:canvas:";

    @Test
    void aGradeIsMappedAsTheStandardSays() {
        Event event = Canvas.caliper(Canvas.item("caliper-grade_change"));

        assertThat(event.provenance().nativeType()).isEqualTo("GradeEvent");
        assertThat(event.actor())
                .isEqualTo(new Actor(URN + "user:31410000000000207", "Person", null));
        assertThat(event.verb().id()).isEqualTo(Iris.ACROSS_X + "evaluated");
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                URN + "submission:31410000000007001",
                                Iris.ADL_TYPES + "attempt",
                                null));
        assertThat(event.result())
                .isEqualTo(new Result(17.5, null, 20.0, 0.875, null, null, null, null));
        assertThat(event.context().learner()).isEqualTo(URN + "user:31410000000001041");
        assertThat(event.context().parents()).containsExactly(URN + "assignment:31410000000000512");
        assertThat(event.context().course()).isEqualTo(URN + "course:31410000000000077");
        assertThat(event.context().role()).isEqualTo("Instructor");
        assertThat(event.context().session())
                .isEqualTo(URN + "session:a964065211872fb76f876c6c3e952ea3");
        assertThat(event.context().platform()).isEqualTo("http://lms.example.edu/");
    }

    @Test
    void theExtensionsOfAnEventAndItsPartsAreOne() {
        Event event = Canvas.caliper(Canvas.item("caliper-grade_change"));
        JsonNode extension = Canvas.tree(event.extensions().get("com.instructure.canvas"));

        assertThat(event.extensions()).hasSize(1);
        assertThat(extension.get("request_id").textValue())
                .isEqualTo("50116bfa-4213-5452-b130-eb4974ecef44");
        assertThat(extension.at("/actor/user_sis_id").textValue()).isEqualTo("T-207");
        assertThat(extension.at("/object/grade").textValue()).isEqualTo("17.5");
        assertThat(extension.at("/group/context_type").textValue()).isEqualTo("Course");
    }

    @Test
    void aGroupMembershipHasMemberAndGroup() {
        ObjectNode item = (ObjectNode) Canvas.item("caliper-grade_change");
        item.put("type", "Event").put("action", "Created").remove("generated");
        item.set(
                "object",
                Canvas.tree(
                        """
                        {"id":"urn:instructure:canvas:groupMembership:12","type":"Membership",
                         "member":{"id":"urn:instructure:canvas:user:47","type":"Person"},
                         "organization":{"id":"urn:instructure:canvas:group:51","type":"Group",
                           "name":"Group 1","isPartOf":{
                             "id":"urn:instructure:canvas:groupCategory:49","type":"Entity"}}}
                        """));
        Event event = Canvas.caliper(item);

        assertThat(event.verb().id()).isEqualTo("http://activitystrea.ms/join");
        assertThat(event.actor()).isEqualTo(new Actor(URN + "user:47", "Person", null));
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                URN + "group:51", "http://activitystrea.ms/group", "Group 1"));
        assertThat(event.context().group()).isEqualTo(URN + "group:51");
        assertThat(event.context().by()).isEqualTo(URN + "user:31410000000000207");
        assertThat(event.context().parents()).containsExactly(URN + "groupCategory:49");
        assertThat(event.context().role()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{'type':'CourseSection','id':'%1$s:section:5','subOrganizationOf':{'id':'%1$s','type':'CourseOffering'}}"
                    + " | {} | %1$s",
                "{'type':'CourseSection','id':'%1$s:section:5'} | {'course_id':'%1$s'} | %1$s",
                "{'type':'CourseSection','id':'%1$s:section:5'} | {'course_id':'77'} | %1$s",
                "{'type':'CourseSection','id':'%1$s:section:5'} | {} | -",
                "{'type':'CourseOffering','id':'%1$s'} | {} | %1$s",
            })
    void theCourseIsNeverTheSection(String organization, String extension, String course) {
        String urn = URN + "course:77";
        ObjectNode item = (ObjectNode) Canvas.item("caliper-grade_change");
        item.set(
                "group",
                Canvas.tree("{\"id\":\"" + urn + ":section:5\",\"type\":\"CourseSection\"}"));
        ((ObjectNode) item.get("membership"))
                .set("organization", Canvas.tree(organization.formatted(urn).replace('\'', '"')));
        ((ObjectNode) item.get("object").get("extensions"))
                .set(
                        "com.instructure.canvas",
                        Canvas.tree(extension.formatted(urn).replace('\'', '"')));

        assertThat(Canvas.caliper(item).context().course())
                .isEqualTo(course == null ? null : course.formatted(urn));
        assertThat(Canvas.caliper(item).context().group()).isEqualTo(urn + ":section:5");
    }

    @Test
    void theCourseOfASectionIsToldByTheExtensionOfTheGroup() {
        ObjectNode item = (ObjectNode) Canvas.item("caliper-grade_change");
        item.remove("membership");
        ((ObjectNode) item.get("group"))
                .put("id", URN + "course:31410000000000077:section:5")
                .put("type", "CourseSection");

        assertThat(Canvas.caliper(item).context().course())
                .isEqualTo(URN + "course:31410000000000077");
    }

    @Test
    void anEventMayBeDaysLate() {
        Event event = Canvas.caliper(Canvas.item("caliper-logged_in-late"));

        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T08:55:00.335Z"));
        assertThat(event.verb().id()).isEqualTo(Iris.ADL_W3ID + "logged-in");
        assertThat(event.object().type()).isEqualTo(Iris.ACTIVITY_STREAMS + "application");
    }

    @Test
    void anonymousAccessIsTheApplications() {
        Event event = Canvas.caliper(Canvas.item("caliper-asset_accessed-anonymous-entity"));

        assertThat(event.actor())
                .isEqualTo(new Actor("http://lms.example.edu/", "SoftwareApplication", null));
        assertThat(event.verb().id()).isEqualTo("https://w3id.org/xapi/dod-isd/verbs/navigated");
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                URN + "attachment:31410000000000900",
                                Iris.ACTIVITY_STREAMS + "file",
                                "attachment"));
    }

    @ParameterizedTest
    @CsvSource({
        "urn:instructure:canvas:wikiPage:7, https://w3id.org/xapi/acrossx/activities/page",
        "urn:instructure:canvas:discussionTopic:7, http://id.tincanapi.com/activitytype/discussion",
        "urn:instructure:canvas:hologram:7, http://purl.imsglobal.org/caliper/Entity",
        "https://lms.example.edu/7, http://purl.imsglobal.org/caliper/Entity",
    })
    void theIdTellsTheTypeOfAnEntity(String id, String type) {
        ObjectNode item = (ObjectNode) Canvas.item("caliper-asset_accessed-anonymous-entity");
        ((ObjectNode) item.get("object")).put("id", id).remove("extensions");

        assertThat(Canvas.caliper(item).object().type()).isEqualTo(type);
    }
}

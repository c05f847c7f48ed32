package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The course of an event in Canvas' Caliper form. Canvas names sections as groups; a course is
 * found above the section in the membership, else in Canvas' extensions, and never is the section.
 */
final class CanvasCourse {
    private static final String COURSE = CanvasCaliperItem.URN + "course:";
    private static final String OFFERING = "CourseOffering";

    private CanvasCourse() {}

    /** IRI of the course, or null. */
    static String of(JsonNode item) {
        JsonNode group = item.path("group");
        JsonNode object = item.path("object");
        String course = above(item.path("membership").path("organization"));
        if (course == null) {
            course = iri(Json.id(CanvasCaliperItem.extension(object), "course_id"));
        }
        if (course == null) {
            course = inContext(CanvasCaliperItem.extension(group), "entity_id");
        }
        if (course == null) {
            course = inContext(CanvasCaliperItem.extension(object), "context_id");
        }
        if (course == null) {
            course = above(group);
        }
        return course == null ? above(object) : course;
    }

    /** The organization itself where it is a course, else the one above it. */
    private static String above(JsonNode organization) {
        if (OFFERING.equals(Json.text(organization, "type"))) {
            return CaliperEntity.idOf(organization);
        }
        JsonNode above = organization.path("subOrganizationOf");
        return above.isTextual() || OFFERING.equals(Json.text(above, "type"))
                ? CaliperEntity.idOf(above)
                : null;
    }

    private static String inContext(JsonNode extension, String member) {
        return "Course".equals(Json.text(extension, "context_type"))
                ? iri(Json.id(extension, member))
                : null;
    }

    /** An id may come as the IRI it has elsewhere, or alone. */
    private static String iri(String id) {
        return id == null || id.startsWith(CanvasCaliperItem.URN) ? id : COURSE + id;
    }
}

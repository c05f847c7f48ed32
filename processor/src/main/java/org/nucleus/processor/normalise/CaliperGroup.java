package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * The group an event happened in.
 *
 * @param id its IRI, or null
 * @param course IRI of the course it belongs to, or null
 */
record CaliperGroup(String id, String course) {
    /**
     * The course is the course offering above the group, else its section; a bare IRI is taken for
     * a course, because that is what senders put there.
     */
    static CaliperGroup of(JsonNode group) {
        String id = CaliperEntity.idOf(group);
        return new CaliperGroup(id, group.isTextual() ? id : course(group));
    }

    /** The course offering that an organization is or is in, else the section; or null. */
    static String course(JsonNode group) {
        String section = null;
        Optional<CaliperEntity> above = CaliperEntity.of(group);
        while (above.isPresent()) {
            CaliperEntity organization = above.get();
            String type = String.valueOf(organization.type());
            boolean bareAboveSection = organization.type() == null && section != null;
            if ("CourseOffering".equals(type) || bareAboveSection) {
                return CaliperEntity.idOf(organization.node());
            }
            if ("CourseSection".equals(type) && section == null) {
                section = CaliperEntity.idOf(organization.node());
            }
            above = CaliperEntity.of(organization.node().path("subOrganizationOf"));
        }
        return section;
    }
}

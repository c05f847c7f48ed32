package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;

import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Documents for the tests, and what reading them gives. */
final class Documents {
    static final String V1P1 = "http://purl.imsglobal.org/ctx/caliper/v1p1";
    static final String V1P2 = "http://purl.imsglobal.org/ctx/caliper/v1p2";
    static final String ID = "urn:uuid:2f9e1a54-6b0d-4c39-8f1e-7a52c0d4b6e1";

    /** A typical event: about 1.3 kB, as a learning management system sends it. */
    static final String EVENT =
            """
            {
              "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2",
              "id": "urn:uuid:2f9e1a54-6b0d-4c39-8f1e-7a52c0d4b6e1",
              "type": "ViewEvent",
              "profile": "ReadingProfile",
              "actor": {
                "id": "https://campus.example.org/people/mira",
                "type": "Person"
              },
              "action": "Viewed",
              "object": {
                "id": "https://campus.example.org/reader/glaciers",
                "type": "Document",
                "name": "Glaciers",
                "version": "4",
                "dateCreated": "2026-02-01T08:00:00.000Z"
              },
              "eventTime": "2026-03-04T09:15:27.031Z",
              "edApp": "https://campus.example.org",
              "group": {
                "id": "https://campus.example.org/courses/geo-2/sections/1",
                "type": "CourseSection",
                "courseNumber": "GEO-2-01",
                "academicSession": "Spring 2026"
              },
              "membership": {
                "id": "https://campus.example.org/courses/geo-2/sections/1/roster/mira",
                "type": "Membership",
                "member": "https://campus.example.org/people/mira",
                "organization": "https://campus.example.org/courses/geo-2/sections/1",
                "roles": ["Learner", "Learner#GuestLearner"],
                "status": "Active"
              },
              "session": {
                "id": "https://campus.example.org/sessions/88f1",
                "type": "Session",
                "startedAtTime": "2026-03-04T09:00:00.000Z"
              }
            }\
            """;

    static final String DESCRIBE =
            """
            {
              "@context": "http://purl.imsglobal.org/ctx/caliper/v1p2",
              "id": "https://campus.example.org/people/mira",
              "type": "Person",
              "dateModified": "2026-01-09T10:00:00.000Z"
            }\
            """;

    private Documents() {}

    static String envelope(String version, String... items) {
        return """
        {
          "sensor": "https://campus.example.org/sensors/1",
          "sendTime": "2026-03-04T09:15:30.500Z",
          "dataVersion": "%s",
          "data": [%s]
        }\
        """
                .formatted(version, String.join(", ", items));
    }

    static EnvelopeOutcome read(String document) {
        return EnvelopeReader.read(document.getBytes(StandardCharsets.UTF_8), "source-1");
    }

    static List<Item> items(String document) {
        EnvelopeOutcome outcome = read(document);
        assertThat(outcome).isInstanceOf(EnvelopeOutcome.Read.class);
        return ((EnvelopeOutcome.Read) outcome).items();
    }

    static Item.Good good(String version, String item) {
        Item only = items(envelope(version, item)).getFirst();
        assertThat(only)
                .as(only instanceof Item.Bad bad ? bad.violations().toString() : "")
                .isInstanceOf(Item.Good.class);
        return (Item.Good) only;
    }

    static Item.Bad bad(String version, String item) {
        Item only = items(envelope(version, item)).getFirst();
        assertThat(only).isInstanceOf(Item.Bad.class);
        return (Item.Bad) only;
    }

    static EnvelopeOutcome.Refused refused(EnvelopeOutcome outcome) {
        assertThat(outcome).isInstanceOf(EnvelopeOutcome.Refused.class);
        return (EnvelopeOutcome.Refused) outcome;
    }

    /** Pointer and rule of each violation. */
    static List<String> rules(List<Violation> violations) {
        return violations.stream().map(one -> one.pointer() + " " + one.rule()).toList();
    }

    static String text(Item item) {
        return new String(item.payload(), StandardCharsets.UTF_8);
    }
}

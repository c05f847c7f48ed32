package org.nucleus.bench.sample;

/** A Caliper 1.2 envelope of the shape and size that a reading tool sends: one event, 1.4 KB. */
public final class TypicalEnvelope {
    /** The envelope, compact JSON. */
    public static final String JSON =
            """
            {"sensor":"https://lms.bench.example/sensors/web-1",\
            "sendTime":"2026-11-21T08:30:01.000Z",\
            "dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":[{\
            "@context":"http://purl.imsglobal.org/ctx/caliper/v1p2",\
            "id":"urn:uuid:4e2c9f0a-9f57-4a38-8a3b-0d2b5a6c7e01",\
            "type":"NavigationEvent","profile":"ReadingProfile",\
            "actor":{"id":"https://lms.bench.example/users/s-2001","type":"Person"},\
            "action":"NavigatedTo",\
            "object":{"id":"https://lms.bench.example/courses/bio-9/pages/chloroplasts",\
            "type":"WebPage","name":"Chloroplasts","dateCreated":"2026-08-01T06:00:00.000Z",\
            "version":"1.3"},\
            "eventTime":"2026-11-21T08:30:00.250Z",\
            "referrer":{"id":"https://lms.bench.example/courses/bio-9","type":"WebPage"},\
            "edApp":{"id":"https://lms.bench.example","type":"SoftwareApplication","version":"5"},\
            "group":{"id":"https://lms.bench.example/courses/bio-9/sections/1",\
            "type":"CourseSection","courseNumber":"BIO-9","academicSession":"Fall 2026",\
            "subOrganizationOf":{"id":"https://lms.bench.example/courses/bio-9",\
            "type":"CourseOffering"}},\
            "membership":{"id":"https://lms.bench.example/courses/bio-9/sections/1/members/2001",\
            "type":"Membership","member":"https://lms.bench.example/users/s-2001",\
            "organization":"https://lms.bench.example/courses/bio-9/sections/1",\
            "roles":["Learner"],"status":"Active","dateCreated":"2026-08-01T06:00:00.000Z"},\
            "session":{"id":"https://lms.bench.example/sessions/1f6442a4",\
            "type":"Session","startedAtTime":"2026-11-21T08:00:00.000Z"}}]}\
            """;

    private TypicalEnvelope() {}
}

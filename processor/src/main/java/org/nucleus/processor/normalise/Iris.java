package org.nucleus.processor.normalise;

/** Where the vocabularies live that events are folded to. */
final class Iris {
    /** ADL verbs. */
    static final String ADL = "http://adlnet.gov/expapi/verbs/";

    /** ADL verbs of the newer vocabulary. */
    static final String ADL_W3ID = "https://w3id.org/xapi/adl/verbs/";

    /** ADL activity types. */
    static final String ADL_TYPES = "http://adlnet.gov/expapi/activities/";

    /** Activity Streams verbs and types. */
    static final String ACTIVITY_STREAMS = "http://activitystrea.ms/";

    /** The other spelling of {@link #ACTIVITY_STREAMS}. */
    static final String ACTIVITY_STREAMS_1_0 = "http://activitystrea.ms/schema/1.0/";

    /** TinCan registry's verbs. */
    static final String TINCAN = "http://id.tincanapi.com/verb/";

    /** TinCan registry's activity types. */
    static final String TINCAN_TYPES = "http://id.tincanapi.com/activitytype/";

    /** Across-X verbs. */
    static final String ACROSS_X = "https://w3id.org/xapi/acrossx/verbs/";

    /** Across-X activity types. */
    static final String ACROSS_X_TYPES = "https://w3id.org/xapi/acrossx/activities/";

    /** Video profile's verbs. */
    static final String VIDEO = "https://w3id.org/xapi/video/verbs/";

    /** Virtual-classroom profile's verbs. */
    static final String CLASSROOM = "https://w3id.org/xapi/virtual-classroom/verbs/";

    /** Virtual-classroom profile's activity types. */
    static final String CLASSROOM_TYPES = "https://w3id.org/xapi/virtual-classroom/activity-types/";

    /** A meeting. */
    static final String MEETING = CLASSROOM_TYPES + "virtual-classroom";

    /** A course. */
    static final String COURSE = ADL_TYPES + "course";

    /** Caliper actions that no other vocabulary has. */
    static final String CALIPER_ACTIONS = "http://purl.imsglobal.org/caliper/actions/";

    /** Caliper entity types that no other vocabulary has. */
    static final String CALIPER_TYPES = "http://purl.imsglobal.org/caliper/";

    /** Verb of an event whose native type has no mapping. */
    static final String UNMAPPED = "urn:nucleus:verb:unmapped";

    /** Objects of such events: followed by format and native type. */
    static final String NATIVE_TYPE = "urn:nucleus:native-type:";

    private Iris() {}
}

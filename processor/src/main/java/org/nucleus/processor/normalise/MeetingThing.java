package org.nucleus.processor.normalise;

/** What events of meetings happen to. */
enum MeetingThing {
    MEETING(Iris.MEETING),
    CAMERA(Iris.CLASSROOM_TYPES + "camera"),
    MICRO(Iris.CLASSROOM_TYPES + "micro"),
    SCREEN(Iris.CLASSROOM_TYPES + "screen"),
    RECORDING(Iris.ACTIVITY_STREAMS + "video"),
    SLIDES(Iris.TINCAN_TYPES + "slide-deck"),
    MESSAGE(Iris.ACROSS_X_TYPES + "message"),
    NOTE(Iris.ACTIVITY_STREAMS + "note"),
    POLL(Iris.ADL_TYPES + "cmi.interaction");

    private final String type;

    MeetingThing(String type) {
        this.type = type;
    }

    /** IRI of the activity type. */
    String type() {
        return type;
    }
}

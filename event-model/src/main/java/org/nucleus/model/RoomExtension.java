package org.nucleus.model;

/**
 * Extensions by which an event of a Jitsi room says what it knows of the room's instances, whatever
 * was known of others when it came. Times are epoch milliseconds, names JSON text.
 */
public final class RoomExtension {
    /** Name of the room itself: the main room's, or {@code <main room>/<breakout room id>}. */
    public static final String ROOM = "urn:nucleus:room";

    /** Name of the main room; the same as {@link #ROOM} unless that is a breakout room. */
    public static final String MAIN_ROOM = "urn:nucleus:main-room";

    /** When the instance of the room was made; only where the event says so. */
    public static final String CREATED = "urn:nucleus:room-created";

    /** When the instance of the room ended; only where the event says so. */
    public static final String ENDED = "urn:nucleus:room-ended";

    /** When the occupant joined; only where the event says so. */
    public static final String JOINED = "urn:nucleus:joined";

    private RoomExtension() {}
}

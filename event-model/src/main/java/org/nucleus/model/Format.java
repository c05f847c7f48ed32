package org.nucleus.model;

/** What the bytes of a received event are; set by the source that sent them, never by the body. */
public enum Format {
    XAPI,
    CALIPER,
    CANVAS,
    CHIME,
    BBB,
    JITSI,
    JAAS,
    CLASSY,
    JSON,
    NUCLEUS
}

package org.nucleus.model;

/** Why a stage refused an event. */
public enum FailureKind {
    /** The bytes break a rule of their format. */
    INVALID,
    /** The event id is known with other content. */
    CONFLICT,
    /** The format or its version is not one this node understands. */
    UNSUPPORTED,
    /** The stage itself failed on these bytes: a defect of ours. */
    INTERNAL
}

package org.nucleus.collector.pull;

/** What became of an object. */
enum Fate {
    /** Everything of it is settled. */
    SETTLED,
    /** Nothing, or nothing more, of it will be taken; that has been said. */
    REFUSED,
    /** Its source is paused. */
    WAITING,
    /** It cannot be read for now, others may. */
    LATER,
    /** Its source or the process stops; what was read of it is settled. */
    STOPPED
}

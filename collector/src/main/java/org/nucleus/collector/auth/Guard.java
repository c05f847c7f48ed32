package org.nucleus.collector.auth;

/** Tells whether requests are one source's own. Safe on many threads, and never blocks. */
public interface Guard {
    /** Whether {@link #judge} may still say that it is genuine; asked before the body is read. */
    boolean mayBe(RequestHead head);

    /**
     * Whether the head alone proves a delivery of the source's own that its sender will not send
     * again, whatever it is answered.
     */
    default boolean comesOnce(RequestHead head) {
        return false;
    }

    /**
     * Judges a whole request.
     *
     * @param body as sent, its content encoding undone
     */
    Verdict judge(RequestHead head, byte[] body);
}

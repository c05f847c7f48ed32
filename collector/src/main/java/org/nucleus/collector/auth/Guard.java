package org.nucleus.collector.auth;

/** Tells whether requests are one source's own. Safe on many threads, and never blocks. */
public interface Guard {
    /** Whether {@link #judge} may still say that it is genuine; asked before the body is read. */
    boolean mayBe(RequestHead head);

    /**
     * Judges a whole request.
     *
     * @param body as sent, its content encoding undone
     */
    Verdict judge(RequestHead head, byte[] body);
}

package org.nucleus.admin.config;

/** A value has another revision than the one that a change was made from; nothing was stored. */
public final class StaleRevision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleRevision(String key) {
        super(key + " was changed meanwhile", null, false, false);
    }
}

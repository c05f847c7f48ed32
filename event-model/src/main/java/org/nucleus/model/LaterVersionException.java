package org.nucleus.model;

/**
 * Bytes that a later version of this house wrote: nothing is wrong with them, this version cannot
 * read them. Whoever takes events has to wait for an upgrade, not give them up.
 */
public final class LaterVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names what is not known, without data
     */
    public LaterVersionException(String message) {
        super(message);
    }
}

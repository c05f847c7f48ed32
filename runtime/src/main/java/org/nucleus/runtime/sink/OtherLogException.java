package org.nucleus.runtime.sink;

/**
 * The log is not the one that the stored offsets count on: going on from them could skip records.
 * An operator has to decide, and the message names the command.
 */
public final class OtherLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OtherLogException(String message) {
        super(message);
    }
}

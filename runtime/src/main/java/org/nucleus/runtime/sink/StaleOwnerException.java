package org.nucleus.runtime.sink;

/** This sink no longer owns a partition it wants to commit; nothing of the batch was stored. */
public final class StaleOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleOwnerException(String message) {
        super(message);
    }
}

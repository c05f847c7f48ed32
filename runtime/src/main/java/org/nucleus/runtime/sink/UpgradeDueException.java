package org.nucleus.runtime.sink;

/** A record was written by a later version: it, and its partition after it, wait for an upgrade. */
public final class UpgradeDueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param offset of the first record that has to wait
     * @param message one clause for the operator, without data
     */
    public UpgradeDueException(long offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** Of the first record that has to wait. */
    public long offset() {
        return offset;
    }
}

package org.nucleus.admin.config;

/** The log did not confirm a change in time; it may still be made, so ask before repeating. */
public final class LogUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}

package org.nucleus.runtime.secret;

/** The node key cannot do what is asked; the message is one clear sentence without any secret. */
public final class UnusableKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableKey(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableKey(String message) {
        super(message);
    }
}

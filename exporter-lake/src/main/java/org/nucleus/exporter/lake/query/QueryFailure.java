package org.nucleus.exporter.lake.query;

/** A query has no answer; the message is one clear sentence for the person who asked. */
public final class QueryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryFailure(String message) {
        super(message);
    }

    QueryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

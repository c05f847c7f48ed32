package org.nucleus.collector.auth;

import org.nucleus.model.Source;

import java.util.Objects;

/** What a request's credential came to. */
public sealed interface Authentication {
    /**
     * The credential is that of a source that may write.
     *
     * @param source whose tenant and format hold for everything in the request
     */
    record Granted(Source source) implements Authentication {
        public Granted {
            Objects.requireNonNull(source, "source is null");
        }
    }

    /**
     * The credential is right, and its source may not write for now.
     *
     * @param source the paused one
     */
    record Paused(Source source) implements Authentication {
        public Paused {
            Objects.requireNonNull(source, "source is null");
        }
    }

    /** No credential, one that cannot be read, a wrong one, or one of a revoked source. */
    record Unknown() implements Authentication {}

    /** The one unknown. */
    Authentication UNKNOWN = new Unknown();

    /** What a right credential of this source comes to. */
    static Authentication of(Source source) {
        return switch (source.state()) {
            case ACTIVE -> new Granted(source);
            case PAUSED -> new Paused(source);
            case REVOKED -> UNKNOWN;
        };
    }
}

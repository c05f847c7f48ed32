package org.nucleus.collector.auth;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** What the credential or signature of a webhook's request came to. */
public sealed interface Verdict {
    /**
     * It is its source's.
     *
     * @param body what to read, a signature around it undone
     */
    record Genuine(byte[] body) implements Verdict {
        public Genuine {
            Objects.requireNonNull(body, "body is null");
        }
    }

    /** It is its source's, was meant for this node alone, and is done with. */
    record Handled() implements Verdict {}

    /** It is not its source's. */
    record Refused() implements Verdict {}

    /** It cannot be told now, and may be later: keys or certificates could not be had. */
    record Unavailable() implements Verdict {}

    /**
     * It will be told.
     *
     * @param verdict never fails, and is none of these again
     */
    record Later(CompletionStage<Verdict> verdict) implements Verdict {
        public Later {
            Objects.requireNonNull(verdict, "verdict is null");
        }
    }

    /** The one handled. */
    Verdict HANDLED = new Handled();

    /** The one refused. */
    Verdict REFUSED = new Refused();

    /** The one unavailable. */
    Verdict UNAVAILABLE = new Unavailable();
}

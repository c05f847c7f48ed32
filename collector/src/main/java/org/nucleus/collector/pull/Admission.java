package org.nucleus.collector.pull;

import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Source;

import java.util.Objects;

/** Whether a pull point's source may be fetched now. */
sealed interface Admission {
    /** It may. */
    record Open(Source source, WebhookCodec codec) implements Admission {
        public Open {
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(codec, "codec is null");
        }
    }

    /** An operator paused or revoked it. */
    record Closed() implements Admission {}

    /**
     * It never can, as things are.
     *
     * @param reason one clause for the operator
     */
    record Impossible(String reason) implements Admission {}

    /** The one of a paused or revoked source. */
    Admission CLOSED = new Closed();
}

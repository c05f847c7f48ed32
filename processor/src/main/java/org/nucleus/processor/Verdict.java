package org.nucleus.processor;

import org.nucleus.model.Event;
import org.nucleus.model.FailedEvent;

import java.util.Objects;

/** What a stage passes on about one record; never leaves the topology. */
sealed interface Verdict {
    /**
     * The event goes on.
     *
     * @param event normalised
     * @param encoded the event as it will be on {@code events.enriched}
     * @param content hash of what its sender said
     */
    record Accepted(Event event, byte[] encoded, long content) implements Verdict {
        public Accepted {
            Objects.requireNonNull(event, "event is null");
            Objects.requireNonNull(encoded, "encoded is null");
        }
    }

    /**
     * Something that should be said once was said; no event.
     *
     * @param tenant whose source said it
     * @param source that said it
     * @param what was told, unique within the source
     * @param content hash of what was said of it
     */
    record Said(String tenant, String source, String what, long content) implements Verdict {
        public Said {
            Objects.requireNonNull(tenant, "tenant is null");
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(what, "what is null");
        }
    }

    /** The event ends in {@code events.failed}. */
    record Failed(FailedEvent event) implements Verdict {
        public Failed {
            Objects.requireNonNull(event, "event is null");
        }
    }
}

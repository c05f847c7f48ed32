package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.LineReader;
import org.nucleus.model.Source;

import java.util.Objects;
import java.util.Optional;

/** Whose an object is. */
sealed interface Owner {
    /**
     * A source's.
     *
     * @param reader of its lines
     * @param upload id that its upload has; empty for one of the object's own
     */
    record Known(Source source, LineReader reader, Optional<String> upload) implements Owner {
        public Known {
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(reader, "reader is null");
            Objects.requireNonNull(upload, "upload is null");
        }

        String uploadOf(StoredObject object) {
            return upload.orElseGet(object::id);
        }
    }

    /** A source's that is paused or revoked. */
    record Waiting() implements Owner {}

    /**
     * Nobody's: it is passed over for good.
     *
     * @param reason one clause for the operator
     */
    record Nobody(String reason) implements Owner {}
}

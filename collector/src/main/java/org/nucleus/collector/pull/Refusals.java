package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.End;
import org.nucleus.model.Violation;

import java.util.Optional;

/** Why an object is not taken, or not whole, as its progress tells it. */
final class Refusals {
    private Refusals() {}

    /** What speaks against reading it at all. */
    static Optional<Violation> before(StoredObject object, long mostBytes) {
        if (object.size() > mostBytes) {
            return because(
                    "uploads.size",
                    "has %d bytes, at most %d are taken".formatted(object.size(), mostBytes));
        }
        return object.coding().isPresent()
                ? Optional.empty()
                : because(
                        "uploads.encoding", "its Content-Encoding is none of gzip, zstd, identity");
    }

    /** What speaks against reading it on, after a try that ended so. */
    static Optional<Violation> after(End end) {
        return switch (end) {
            case BROKEN ->
                    because(
                            "uploads.broken",
                            "is no whole gzip or zstd with a window of at most 8 MiB; what came"
                                    + " before is stored");
            case TOO_LARGE ->
                    because(
                            "uploads.event.size",
                            "the log takes no event of the size of the next; what came before is"
                                    + " stored");
            case OTHER_CONTENT ->
                    because("uploads.content", "is not the content that this upload began with");
            case NO_DOCUMENT ->
                    because(
                            "bulk.document",
                            "is no JSON document, no array and not one document a line; nothing of"
                                    + " it is stored");
            case COMPLETE, PART, CUT, LOG_UNAVAILABLE, OTHER_OFFSET, FAILED -> Optional.empty();
        };
    }

    private static Optional<Violation> because(String rule, String message) {
        return Optional.of(new Violation("", rule, message));
    }
}

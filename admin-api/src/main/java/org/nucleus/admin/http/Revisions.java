package org.nucleus.admin.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Revisions of values as HTTP has them: {@code ETag} and {@code If-Match} (RFC 9110 13.1.1). */
final class Revisions {
    private Revisions() {}

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** The revisions that a request is meant for: all where it has no {@code If-Match}. */
    static LongPredicate wanted(Optional<String> ifMatch) {
        if (ifMatch.isEmpty() || ifMatch.get().strip().equals("*")) {
            return revision -> true;
        }
        String[] tags = ifMatch.get().split(",");
        return revision -> Arrays.stream(tags).map(String::strip).anyMatch(etag(revision)::equals);
    }
}
